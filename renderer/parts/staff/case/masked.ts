import type { CaseView } from './context.tsx';

const hide = (phone: string | null) => (phone === null ? null : phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2'));

/** A case without what is personal in it: what the hall may still show to this station was not asked for here. */
export function maskedView(value: CaseView): CaseView {
  if (value.personal !== 'shown') return value;
  return {
    ...value,
    personal: 'masked', words: null, name: null, account: null, phone: hide(value.phone), representatives: value.representatives.map((one) => ({ name: '***', phone: hide(one.phone) })), answer: null,
    sympathised: value.sympathised === null ? null : { ...value.sympathised, words: null },
    analysed: value.analysed === null ? null : { ...value.analysed, finding: null },
    statements: value.statements.map((one) => ({ ...one, statement: null })),
    assists: value.assists.map((one) => ({ ...one, what: null, reply: null })),
    followUps: value.followUps.map((one) => ({ ...one, more: null })),
  };
}
