import { createInstance } from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTransport } from '../../../main/devices/open.ts';
import type { Transport } from '../../../main/devices/transport.ts';
import { en } from '../../../renderer/i18n/en/index.ts';
import { zh } from '../../../renderer/i18n/zh/index.ts';
import { PaperLine } from '../../../renderer/parts/printing/PaperLine.tsx';
import { useSlipState } from '../../../renderer/parts/printing/useSlipState.ts';
import type { View } from '../../../shared/contract.ts';
import type { Printer } from '../../../shared/printing.ts';
import type { SlipRow } from '../../../shared/views.ts';
import { type Ails, type FakePrinter, fakePrinter } from '../../fakes/escposPrinter.ts';
import { noCups, type TestCups, testCups } from '../../support/cups.ts';
import { kiosk, type TestHall, testHall } from '../../support/fixture.ts';
import { aPrinter, deskOf, eventually, printingWith, quickPatience, setPrinters } from '../../support/printing.ts';

/** What stands on a screen, from its own words and components. */
const i18n = createInstance({ lng: 'zh', resources: { zh: { translation: zh }, en: { translation: en } }, interpolation: { escapeValue: false } });
await i18n.init();
const onScreen = (element: React.ReactElement) => renderToStaticMarkup(<I18nextProvider i18n={i18n}>{element}</I18nextProvider>).replaceAll(/<[^>]*>/g, '');
const ForStaff = ({ slip }: { readonly slip: SlipRow }) => useSlipState()(slip);

interface Row {
  readonly fault: string;
  readonly ails?: Partial<Ails>;
  /** By which way; the profile of a network printer. */
  readonly by: 'generic' | 'mute' | 'nobody' | 'cups' | 'stopped' | 'missing';
  readonly papers: number;
  readonly customer: string;
  readonly staff: string;
}
const [took, waits, unsure] = ['请取走纸票', '打印机暂时打不了：请拍下这一页，或到引导台取纸票', '纸票没出来？请拍下这一页，或到引导台补打'];
const handed = '纸票已送去打印';
const rows: readonly Row[] = [
  { fault: 'nothing', by: 'generic', papers: 1, customer: took, staff: '已打出' },
  { fault: 'paper nearly out', by: 'generic', ails: { paperLow: true }, papers: 1, customer: took, staff: '已打出' },
  { fault: 'paper out', by: 'generic', ails: { paperOut: true }, papers: 0, customer: waits, staff: '等打印机：缺纸' },
  { fault: 'cover open', by: 'generic', ails: { coverOpen: true }, papers: 0, customer: waits, staff: '等打印机：机盖没盖好' },
  { fault: 'cutter jammed', by: 'generic', ails: { cutterError: true }, papers: 0, customer: waits, staff: '等打印机：切刀卡住' },
  { fault: 'off line', by: 'generic', ails: { offline: true }, papers: 0, customer: waits, staff: '等打印机：打印机脱机' },
  { fault: 'never answers', by: 'generic', ails: { answers: 'none' }, papers: 0, customer: waits, staff: '等打印机：打印机没有应答' },
  { fault: 'nobody there', by: 'nobody', papers: 0, customer: waits, staff: '等打印机：连不上打印机' },
  { fault: 'hangs up in the middle', by: 'generic', ails: { hangUpAfter: 900 }, papers: 0, customer: unsure, staff: '出来了没有，不知道（打印到一半断线）' },
  { fault: 'its word is lost', by: 'generic', ails: { acknowledges: false }, papers: 1, customer: unsure, staff: '出来了没有，不知道（没等到打印机确认）' },
  { fault: 'paper ends in the middle', by: 'generic', ails: { paperOutAfter: 900 }, papers: 0, customer: unsure, staff: '出来了没有，不知道（缺纸）' },
  { fault: 'never answers, and is known for it', by: 'mute', ails: { answers: 'none' }, papers: 1, customer: handed, staff: '已交给打印系统' },
  { fault: 'nothing', by: 'cups', papers: 1, customer: handed, staff: '已交给打印系统' },
  { fault: 'paper out', by: 'cups', ails: { paperOut: true }, papers: 0, customer: handed, staff: '已交给打印系统' },
  { fault: 'the queue is stopped', by: 'stopped', papers: 0, customer: waits, staff: '等打印机：打印队列已停用' },
  { fault: 'the queue is missing', by: 'missing', papers: 0, customer: waits, staff: '等打印机：没有这个打印队列' },
];

describe('what the screens say of a slip, whatever ails its printer', () => {
  let fake: FakePrinter;
  let cups: TestCups | null = null;
  beforeAll(async () => {
    fake = await fakePrinter();
    cups = noCups === undefined ? await testCups([{ name: 'hall', port: fake.port }, { name: 'stopped', port: fake.port, stopped: true }]) : null;
  });
  afterAll(async () => {
    await cups?.close();
    await fake.close();
  });

  const placeOf = (by: Row['by']) => ({ generic: fake.address, mute: fake.address, nobody: 'tcp://127.0.0.1:1', cups: 'cups://hall', stopped: 'cups://stopped', missing: 'cups://missing' })[by];
  const byCups = (by: Row['by']) => by === 'cups' || by === 'stopped' || by === 'missing';
  function open({ address, profile }: Printer): Transport {
    const opened = openTransport(address, { profile, patience: quickPatience, ...(cups && { cupsServer: cups.server }) });
    if (!opened.ok) throw new Error(opened.problem.detail);
    return opened.value;
  }

  for (const row of rows) {
    const why = byCups(row.by) ? noCups : undefined;
    it.skipIf(why !== undefined)(`SPEC 11.3 11.6: ${row.fault} (${row.by}): ${row.staff}, ${row.papers} on paper${why === undefined ? '' : `, ${why}`}`, { timeout: 30_000 }, async () => {
      fake.powerCycle();
      fake.set({ answers: 'all', acknowledges: true, paperOut: false, paperLow: false, coverOpen: false, cutterError: false, offline: false, hangUpAfter: null, paperOutAfter: null, ...row.ails });
      const had = fake.papers.length;
      const hall: TestHall = await testHall();
      await setPrinters(hall, printingWith([aPrinter(1, placeOf(row.by), { profile: row.by === 'mute' ? 'mute' : 'generic' })]));
      const desk = await deskOf(hall, { transportOf: open });
      try {
        const { number } = await hall.must(kiosk, 'ticket.issue', { service: 'payment' });
        const slip = await eventually(async () => ((await hall.view(kiosk, 'printing')) as View<'printing'>).slips[0], (one) => one !== undefined && one.state !== 'queued', 15_000);
        if (slip === undefined) throw new Error('no slip');
        expect(onScreen(<PaperLine slip={slip} none="" />)).toContain(row.customer);
        expect(onScreen(<ForStaff slip={slip} />)).toBe(row.staff);
        await eventually(() => fake.papers.length - had >= row.papers, Boolean);
        await fake.idle();
        const papers = fake.papers.slice(had).filter(({ bytes }) => bytes.includes(String(number)));
        expect(papers.length).toBe(row.papers);
        if (slip.state === 'printed') expect(papers.length).toBe(1);
      } finally {
        fake.set({ paperOut: false });
        await desk.close();
        await hall.hall.close();
      }
    });
  }
});
