import { z } from '../zod.ts';

/** The words of a complaint's process (design 5). Their Chinese names are the settings' and the renderer's. */
export const feedbackStates = ['registered', 'accepted', 'investigating', 'proposed', 'executing', 'closed', 'followUp', 'archived', 'withdrawn', 'passedUp'] as const;
export const feedbackState = z.enum(feedbackStates);
export type FeedbackState = z.infer<typeof feedbackState>;

/** What is to be done next, by the owner or by whom `nextStepOf` names. */
export const nextSteps = ['accept', 'listen', 'sympathise', 'analyse', 'verdict', 'propose', 'approve', 'agree', 'carryOut', 'followThrough', 'answer', 'close', 'followUp', 'superior', 'none'] as const;
export const nextStep = z.enum(nextSteps);
export type NextStep = z.infer<typeof nextStep>;

/** What a complaint still lacks before it may be closed (SPEC 12.3). */
export const missing = z.enum(['listened', 'readBack', 'told', 'sympathised', 'analysed', 'statement', 'verdict', 'proposed', 'approval', 'agreed', 'carriedOut', 'followedThrough', 'answer', 'prevention']);
export type Missing = z.infer<typeof missing>;

export const mood = z.enum(['calm', 'upset', 'angry']);
export type Mood = z.infer<typeof mood>;
export const severity = z.enum(['normal', 'important', 'major', 'special']);
export type Severity = z.infer<typeof severity>;
/** Why someone goes before others at once: the only way to the green channel. */
export const urgency = z.enum(['noPower', 'lifeSupport', 'injury']);
export type Urgency = z.infer<typeof urgency>;

export const truth = z.enum(['true', 'partly', 'untrue', 'unknown']);
export const responsibility = z.enum(['hall', 'otherDept', 'third', 'force', 'customer', 'none']);
/** How the customer was told. */
export const toldBy = z.enum(['faceToFace', 'phone', 'message', 'letter']);

/** `needed`: above the proposer's limit, nobody has said yes. `byPhone`: said by phone, to be countersigned. */
export const approval = z.enum(['free', 'needed', 'approved', 'byPhone', 'refused']);
export type Approval = z.infer<typeof approval>;

export const solved = z.enum(['solved', 'partly', 'notSolved']);
export const onTime = z.enum(['yes', 'late', 'notDone', 'noPromise']);
export const stepInAction = z.enum(['explain', 'selfHelp', 'book', 'openCounter', 'seat']);
export type StepInAction = z.infer<typeof stepInAction>;
export const stepInTrigger = z.enum(['near', 'over', 'overQuote', 'skipped']);
export type StepInTrigger = z.infer<typeof stepInTrigger>;

/** The roles that a member of staff can have. */
export const staffRole = z.enum(['guide', 'clerk', 'lead', 'manager', 'admin']);
export type StaffRole = z.infer<typeof staffRole>;

/** To whom a feedback may be passed: a rung of the ladder. */
export const rung = z.enum(['lead', 'manager', 'superior']);
export const warningKind = z.enum(['outage2', 'outage3', 'staff', 'repeat', 'repeat3', 'category', 'lowVoltage']);
