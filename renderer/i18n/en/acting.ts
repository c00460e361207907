import type { Texts } from '../texts.ts';
import type { acting as zh } from '../zh/acting.ts';

export const acting: Texts<typeof zh> = {
  more: 'More',
  handOver: { name: 'Another person', to: 'To whom', why: 'Why', do: 'Hand over', presets: ['The customer asks for it', 'End of shift', 'The customer is very upset', 'Somebody knows it better'] },
  move: { name: 'Another place', where: 'Where to', do: 'Move', presets: ['Reception room', "Duty lead's desk", 'Rest area'] },
  rebook: { name: 'Another time', do: 'Rebook' },
  escalate: { name: 'Pass up', to: 'To whom', why: 'Why', do: 'Pass up', presets: ['Beyond my limit', 'The customer refuses the plan', 'Other departments are needed'] },
  withdraw: { name: 'Withdraw', why: 'Why the customer withdraws', do: 'Withdraw', presets: ['The customer asks for it', 'Explained in person, no longer an issue'] },
  supervise: { name: 'Supervise', why: 'What about', do: 'Supervise', presets: ['Due soon', 'Urged several times', 'Weighs much'] },
  urge: { name: 'Record an urge', done: 'Recorded: urged {{n}}×' },
  retype: { name: 'Change the kind', to: 'Into', why: 'Why', consent: 'The customer agrees', do: 'Change', presets: ['The customer changed their mind', 'Wrongly chosen'] },
  correct: { name: 'Correct', cause: 'Cause', words: "The customer's words, corrected (optional)", named: 'About', why: 'Why', do: 'Correct', presets: ['Wrongly chosen', 'The customer added something'] },
  addChannel: { name: 'Add a channel', channel: 'From where it came too', do: 'Add', hint: 'The same matter came in by another way: one case, the earliest date, one answer.' },
  grade: { name: 'Set severity', why: 'Why', do: 'Set', presets: ['Not asked at filing', 'Things have changed'] },
  reopen: { name: 'Reopen', why: 'Why', do: 'Reopen', presets: ['The customer says it is not solved', 'Not satisfied at follow-up', 'It was handled wrongly'] },
  phone: { name: 'Telephoned first', to: 'Whom', do: 'I telephoned', hint: 'What is major is reported by telephone first; an upload does not replace the call.' },
  forget: {
    name: 'Forget this person',
    ask: 'Nobody can bring it back. What goes: {{list}}. What stays: number, category, times, what was done, and the facts of the wait.',
    gone: ['name and phone', 'account number', "the customer's words", 'answers and what was written on the way', 'representatives'],
    do: 'Delete now',
    sure: 'I have read this, delete it',
  },
};
