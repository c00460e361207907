import type { View, ViewName } from '../../shared/contract.ts';
import { localDay } from '../../shared/time.ts';
import { stationsView } from './network.ts';
import { feedbackListView, feedbackView, peopleView } from './feedback/views.ts';
import { facts, slip } from './papers.ts';
import { printersView, printingView } from './printing.ts';
import type { World } from './world.ts';

const zone = 'Asia/Shanghai';
const today = () => localDay(zone, Date.now());

function load(world: World, id: string) {
  const waiting = world.tickets.filter((one) => one.state === 'waiting' && one.service === id);
  const service = world.settings.services.find((one) => one.id === id);
  const limit = (service?.wait?.minutes ?? 15) * 60_000;
  return {
    id,
    zh: service?.zh ?? id,
    en: null,
    waiting: waiting.length,
    likelySeconds: waiting.length * 150,
    boundSeconds: waiting.length * 230,
    longestFrom: waiting[0]?.countsFrom ?? null,
    over: waiting.filter((one) => Date.now() - one.countsFrom > limit).length,
  };
}

function listed(world: World) {
  return world.settings.services.filter((one) => one.enabled);
}

/** Each view as the made-up hall shows it. */
export const views: { readonly [N in ViewName]?: (world: World, params: Record<string, unknown>) => View<N> | null } = {
  app: (world) => ({
    version: '0.1.0',
    hall: world.settings.hall.name,
    demo: world.scene === 'demo',
    rehearsal: false,
    now: Date.now(),
    zone,
    warnings: world.scene === 'busy' ? ['keys.file'] : [],
  }),
  kiosk: (world) => ({
    hall: world.settings.hall.name,
    phone: null,
    day: today(),
    hours: { open: '08:30', close: '17:30' },
    services: listed(world).map((one) => ({
      ...load(world, one.id),
      prefix: one.prefix,
      hint: one.kioskHint,
      noTicket: one.noTicket === true,
      answer: one.kioskAnswer ?? null,
    })),
    classes: world.settings.classes.filter((one) => one.kiosk).map(({ id, zh }) => ({ id, zh })),
    issuing: world.issuing,
    notice: null,
    incidents: world.incidents.filter((one) => one.to === null).map((one) => ({ kind: one.kind, text: one.kiosk, issuing: one.issuing })),
    causes: world.settings.kioskCauses.map((id) => ({
      id,
      zh: world.settings.categories.flatMap((one) => one.causes).find((one) => one.id === id)?.zh ?? id,
    })),
    noShowText: world.settings.queueRules.noShow.kioskText,
    openCounters: world.counters.filter((one) => one.state === 'open').length,
  }),
  status: (world, params) => {
    const ticket = world.tickets.find((one) => one.number === params['number']);
    const feedback = world.feedback.find((one) => one.row.number === params['number']);
    if ((ticket === undefined && feedback === undefined) || params['check'] !== '4271') return { ticket: null, feedback: null };
    return {
      ticket:
        ticket === undefined
          ? null
          : {
              ticket: ticket.ticket,
              number: ticket.number,
              service: ticket.service,
              state: ticket.state,
              issuedAt: ticket.issuedAt,
              waitedSeconds: Math.floor(((ticket.calledAt ?? Date.now()) - ticket.issuedAt) / 1000),
              waitEnded: ticket.calledAt !== null,
              ahead: world.tickets.filter(
                (one) => one.state === 'waiting' && one.service === ticket.service && one.issuedAt < ticket.issuedAt,
              ).length,
              likelySeconds: 600,
              counter: ticket.counter === null ? null : String(ticket.counter),
              standard: null,
              canCancel: ticket.state === 'waiting',
            },
      feedback:
        feedback === undefined
          ? null
          : {
              number: feedback.row.number,
              state: feedback.row.state,
              receivedAt: feedback.row.receivedAt,
              answerDueAt: feedback.row.dueAt,
              answered: feedback.answeredBy !== null,
            },
    };
  },
  board: (world) => ({
    hall: world.settings.hall.name,
    day: today(),
    calls: world.calls.slice(-8),
    counters: world.counters
      .filter((one) => one.no > 0)
      .map((one) => ({
        no: one.no,
        zh: one.zh,
        state: one.state,
        notice: one.state === 'open' ? null : one.state === 'paused' ? '暂停服务' : '未开放',
        number: one.number,
      })),
    services: listed(world)
      .filter((one) => one.noTicket !== true)
      .map((one) => load(world, one.id)),
    notices: world.incidents.filter((one) => one.to === null).map((one) => one.kiosk),
    voice: { ordinary: '请 {number} 号到 {counter} 号柜台', priority: '请优先客户 {number} 到 {counter} 号柜台', english: false },
  }),
  counter: (world) => {
    const counter = world.staff === null ? null : (world.counters.find((one) => one.no === 1) ?? null);
    const of = (state: string) => world.tickets.filter((one) => one.state === state);
    return {
      staff: world.staff,
      counter,
      choices: world.counters.map((one) => ({ no: one.no, zh: one.zh, takenBy: one.staff })),
      current: world.tickets.find((one) => (one.state === 'called' || one.state === 'serving') && one.counter === 1) ?? null,
      waiting: of('waiting').filter((one) => one.service !== 'newSupply'),
      others: of('waiting').filter((one) => one.service === 'newSupply').length,
      parked: of('parked'),
      noShow: of('noShow'),
      recent: of('finished').slice(-6).reverse(),
      incidents: world.incidents,
    };
  },
  floor: (world) => {
    const of = (...states: string[]) => world.tickets.filter((one) => states.includes(one.state));
    const count = (state: string) => of(state).length;
    return {
      hall: world.settings.hall.name,
      day: today(),
      issuing: world.issuing,
      closed: world.closed,
      waiting: of('waiting'),
      serving: of('called', 'serving'),
      noShow: of('noShow'),
      parked: of('parked'),
      services: listed(world)
        .filter((one) => one.noTicket !== true)
        .map((one) => load(world, one.id)),
      counters: world.counters,
      incidents: world.incidents,
      help: world.help,
      reconciliation: {
        issued: world.tickets.length,
        finished: count('finished'),
        left: 0,
        cancelled: count('cancelled'),
        merged: count('merged'),
        rebooked: count('rebooked'),
        open: of('waiting', 'called', 'serving', 'parked', 'noShow').length,
        balanced: true,
      },
      feedbackOpen: world.feedback.filter((one) => one.row.state !== 'closed').length,
      feedbackToday: world.feedback.length,
    };
  },
  feedbackList: feedbackListView,
  feedback: feedbackView,
  people: peopleView,
  ticketFind: (world, params) => ({
    matches: world.tickets
      .filter((one) =>
        params['number'] === undefined
          ? params['phone'] === undefined || one.number.endsWith('3')
          : one.number === String(params['number']).toUpperCase(),
      )
      .slice(0, 6)
      .flatMap((one) => {
        const match = {
          ticket: one.ticket,
          day: today(),
          number: one.number,
          service: one.service,
          issuedAt: one.issuedAt,
          calledAt: one.calledAt,
          leftAt: null,
          counter: one.counter === null ? null : String(one.counter),
          imported: false,
        };
        return one.number === 'A002'
          ? [match, { ...match, ticket: 'old', day: '1999-01-13', imported: true, issuedAt: one.issuedAt - 3_600_000 }]
          : [match];
      }),
  }),
  facts: (world, params) => facts(world, String(params['ticket'])),
  settings: (world) => ({ settings: world.settings }),
  figures: () => {
    const all = {
      date: today(),
      tickets: 128,
      served: 117,
      left: 6,
      noShow: 9,
      meanWaitSeconds: 734.2,
      p50WaitSeconds: 610,
      p90WaitSeconds: 1490,
      p95WaitSeconds: 1720,
      maxWaitSeconds: 2160,
      overPromise: 19,
      meanServiceSeconds: 342.5,
      counters: 3,
      busiestHalfHour: { start: '09:30', count: 17 },
      steppingIn: { warned: 31, done: 22, complainedAfter: 1, complainedWithout: 4 },
    };
    return {
      all,
      feedback: {
        filed: 14, settledOnSite: 5, byType: { complaint: 11, opinion: 2, praise: 1 }, byCategory: { Q: 9, S: 2, P: 3 }, byChannel: { counter: 8, kiosk: 4, guide: 2 },
        closed: 9, answersDue: 3, answeredOnTime: 9, justified: 4, major: 1, retyped: 0, repeats: 2, urges: 3, passedUp: 1, followedUp: 5, satisfied: 4,
      },
      withoutIncidents: { ...all, tickets: 110, meanWaitSeconds: 640.1, overPromise: 9 },
      reconciliation: { issued: 128, finished: 117, left: 6, cancelled: 3, merged: 2, rebooked: 0, open: 0, balanced: true },
      incidents: [],
    };
  },
  days: () => ({
    days: [
      { day: today(), tickets: 128, imported: 0 },
      { day: '1999-01-13', tickets: 1210, imported: 1210 },
    ],
  }),
  slip: (world, params) => slip(world, String(params['kind']), String(params['of'])),
  imports: () => ({ running: null, completed: [] }),
  stations: stationsView,
  printing: printingView,
  printers: printersView,
};
