import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clerk, kiosk, type TestHall, testHall } from '../../support/fixture.ts';

let test: TestHall;
beforeEach(async () => {
  test = await testHall();
});
afterEach(() => test.hall.close());

describe('slips', () => {
  it('SPEC 7.4: a ticket shown to staff a minute later is marked 补打; at the kiosk it is not', async () => {
    const { ticket, check } = await test.must(kiosk, 'ticket.issue', { service: 'payment' });
    const slip = async (who: typeof kiosk) => String((await test.view(who, 'slip', { kind: 'ticket', of: ticket, check }))['document']);
    test.now += 60_000;
    expect(await slip(clerk(1))).not.toContain('补打');
    test.now += 60_000;
    expect(await slip(clerk(1))).toContain('补打 2026-11-23 09:02');
    expect(await slip(kiosk)).not.toContain('补打');
  });

  it('SPEC 7.4: what was settled on the spot has no slip', async () => {
    const { feedback } = await test.must(clerk(1), 'feedback.file', { cause: 'Q01', type: 'settledOnSite' });
    expect(await test.hall.view(clerk(1), 'slip', { kind: 'complaint', of: feedback })).toMatchObject({ ok: false, problem: { code: 'slip.unknown' } });
  });
});
