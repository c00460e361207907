import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clerk, kiosk, manager, type TestHall, testHall } from '../../support/fixture.ts';

let test: TestHall;
beforeEach(async () => {
  test = await testHall();
});
afterEach(() => test.hall.close());

describe('slips', () => {
  it('SPEC 7.5: a ticket shown to staff a minute later is marked 补打; at the kiosk it is not', async () => {
    const { ticket, check } = await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    const slip = async (who: typeof kiosk) => String((await test.view(who, 'slip', { kind: 'ticket', of: ticket, check }))['document']);
    test.now += 60_000;
    expect(await slip(clerk(1))).not.toContain('补打');
    test.now += 60_000;
    expect(await slip(clerk(1))).toContain('补打 2026-11-23 09:02');
    expect(await slip(kiosk)).not.toContain('补打');
  });

  it('SPEC 7.5: what was settled on the spot has no slip', async () => {
    const { feedback } = await test.must(clerk(1), 'feedback.file', { cause: 'Q01', type: 'settledOnSite' });
    expect(await test.hall.view(clerk(1), 'slip', { kind: 'complaint', of: feedback })).toMatchObject({ ok: false, problem: { code: 'slip.unknown' } });
  });
});

describe('how it stands', () => {
  it('SPEC 5.7: a feedback that is closed and archived is found by number and check code', async () => {
    const { feedback, number, check } = await test.must(clerk(1), 'feedback.file', { cause: 'Q01', type: 'opinion' });
    await test.must(manager, 'feedback.accept', { feedback });
    await test.must(manager, 'feedback.answer', { feedback, by: 'phone', answer: '已说明' });
    await test.must(manager, 'feedback.close', { feedback });
    const status = async (code: unknown) => (await test.view(kiosk, 'status', { number, check: code }))['feedback'];
    expect(await status(check)).toMatchObject({ number, state: 'closed', answered: true });
    for (let days = 0; days < 2; days += 1) {
      test.now += 40 * 86_400_000;
      await test.must(kiosk, 'ticket.issue', { service: 'payment' });
      expect(await status(check)).toMatchObject({ number, state: 'closed', answered: true });
    }
    expect(await status(check === '0000' ? '1111' : '0000')).toBeNull();
    expect((await test.view(kiosk, 'status', { number: '20261399-001', check: '0000' }))['feedback']).toBeNull();
  });
});
