import type { CommandArguments } from '../../../../shared/contract.ts';

export type By = CommandArguments<'feedback.answer'>['by'];
/** How a customer can be told. */
export const ways: readonly By[] = ['faceToFace', 'phone', 'message', 'letter'];
