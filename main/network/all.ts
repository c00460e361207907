/** What a hall on one computer does without: loaded together, when it is needed. */
export { comeBack, fetchMissing } from './comeBack.ts';
export { findHosts } from './discovery.ts';
export { openHostSide } from './host.ts';
export { authorityShown, joinHall } from './join.ts';
export { reach } from './remote.ts';
export { setAsideRecord } from './replica.ts';
export { standAsStation } from './standing.ts';
export { beganToDecide, dropTaken, keepTaken, recordTaken } from './taking.ts';
