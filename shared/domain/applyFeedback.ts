import type { EventBody, HallEvent } from '../events.ts';
import { assertNever } from '../result.ts';
import { serialOf } from './numbers.ts';
import type { Feedback, State } from './state.ts';

type FeedbackEvent = Extract<EventBody, { type: `feedback.${string}` }>;

/** What a feedback event changes. */
export function applyFeedback(state: State, event: HallEvent, body: FeedbackEvent): void {
  if (body.type === 'feedback.filed') {
    const { data } = body;
    const feedback: Feedback = {
      id: data.feedback, number: data.number, check: data.check, day: event.day, type: data.type, cause: data.cause, channel: data.channel, station: event.station,
      receivedAt: data.receivedAt, recordedAt: event.at, ticket: data.ticket, ticketNumber: data.ticketNumber, ticketDay: data.ticketDay,
      facts: data.facts, answerDueAt: data.answerDueAt, helpWanted: data.helpWanted, words: data.words, name: data.name, phone: data.phone,
      state: 'registered', owner: data.owner ?? 'role:lead', clocks: data.clocks.map((one) => ({ ...one, stoppedAt: null })),
      answer: null, answeredBy: null, closedAt: null, history: [],
    };
    state.feedback.set(feedback.id, feedback);
    if (event.original === undefined) state.feedbackNumbers = serialOf(data.number); // others number by themselves
    const ticket = data.ticket === null ? undefined : state.tickets.get(data.ticket);
    if (ticket !== undefined) ticket.feedback += 1;
    return note(feedback, event);
  }
  const feedback = state.feedback.get(body.data.feedback);
  if (feedback === undefined) return;
  note(feedback, event);
  switch (body.type) {
    case 'feedback.accepted':
      feedback.state = 'accepted';
      feedback.owner = body.data.owner;
      return stop(feedback, ['acknowledged'], event.at);
    case 'feedback.answered':
      feedback.state = 'answered';
      feedback.answer = body.data.answer;
      feedback.answeredBy = body.data.by;
      if (!feedback.clocks.some((one) => one.id === body.data.clock.id)) feedback.clocks.push({ ...body.data.clock, stoppedAt: null });
      return stop(feedback, ['acknowledged', 'contacted', 'answered'], event.at);
    case 'feedback.closed':
      feedback.state = 'closed';
      feedback.closedAt = event.at;
      return stop(feedback, ['acknowledged', 'contacted', 'answered', 'closed'], event.at);
    default:
      return assertNever(body);
  }
}

function stop(feedback: Feedback, events: readonly string[], at: number): void {
  for (const clock of feedback.clocks) if (clock.stoppedAt === null && events.includes(clock.to)) clock.stoppedAt = at;
}

function note(feedback: Feedback, event: HallEvent): void {
  feedback.history.push({ at: event.at, what: event.type, staff: event.staff });
}
