import type { Caller } from '../../shared/domain/decide.ts';
import { type Model, rightPin } from './domain.ts';

/** A hall's people at their stations. */
export const people = {
  manager: { caller: { role: 'manager', station: 'manager-1' }, staff: '马主管', role: 'manager' },
  lead: { caller: { role: 'clerk', station: 'counter-0' }, staff: '黎值班', role: 'lead' },
  wang: { caller: { role: 'clerk', station: 'counter-1' }, staff: '王芳', role: 'clerk' },
  li: { caller: { role: 'clerk', station: 'counter-2' }, staff: '李强', role: 'clerk' },
  guide: { caller: { role: 'guide', station: 'guide-1' }, staff: '周引导', role: 'guide' },
  admin: { caller: { role: 'admin', station: 'home' }, staff: '安管理', role: 'admin' },
} as const satisfies Readonly<Record<string, { readonly caller: Caller; readonly staff: string; readonly role: string }>>;

export const superior: Caller = { role: 'superior', station: 'superior' };
export const atKiosk: Caller = { role: 'kiosk', station: 'kiosk-1' };

/** Puts everybody on the roster and signs them in, each at their own station, the clerks at counters 1 and 2. */
export function staffed(model: Model): void {
  const { manager } = people;
  for (const one of Object.values(people)) model.run(manager.caller, 'staff.add', { staff: one.staff, role: one.role });
  signedIn(model);
}

/** Signs everybody in: a day's end signs them out. */
export function signedIn(model: Model): void {
  for (const one of Object.values(people)) {
    const counter = one === people.wang ? 1 : one === people.li ? 2 : null;
    const signed = model.run(one.caller, 'staff.signIn', { staff: one.staff, counter, pin: rightPin });
    if (!signed.ok) throw new Error(`${one.staff}: ${signed.problem.detail}`);
  }
}
