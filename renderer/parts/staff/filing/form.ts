import type { CommandArguments } from '../../../../shared/contract.ts';
import type { Mood } from '../../../../shared/feedback/model.ts';
import type { Settings } from '../../../../shared/settings.ts';
import { instantOf } from '../../../../shared/time.ts';
import { categoryOf } from '../causes.ts';
import type { Picked } from '../TicketPicker.tsx';

/** What was filled in so far. Only words and category ever matter while the customer stands there. */
export interface Form {
  readonly type: string;
  readonly cause: string;
  readonly words: string;
  readonly desire: string | null;
  readonly mood: Mood | null;
  readonly name: string;
  readonly phone: string;
  readonly account: string;
  readonly area: string;
  readonly outage: string;
  readonly named: readonly string[];
  readonly severity: readonly string[];
  readonly headcount: number | null;
  readonly representatives: readonly { readonly name: string; readonly phone: string }[];
  readonly channel: string;
  readonly outsideNumber: string;
  /** As a date-and-time field has it, in the hall's own zone. */
  readonly receivedAt: string;
}
export type Fault = 'phone' | 'receivedAt' | 'outsideNumber' | 'area';

/** An empty form: a complaint about a wait, as most are. */
export function blank(settings: Settings, channel: string): Form {
  return {
    type: 'complaint', cause: settings.categories[0]?.causes[0]?.id ?? '', words: '', desire: null, mood: null, name: '', phone: '', account: '', area: '', outage: '',
    named: [], severity: [], headcount: null, representatives: [{ name: '', phone: '' }], channel, outsideNumber: '', receivedAt: '',
  };
}

const phoneShape = /^(1[3-9]\d{9}|0\d{9,11})$/;
const digitsOf = (phone: string) => phone.replaceAll(/[\s-]/g, '');

/** Whether a phone field is empty or holds a number that can be called. */
export function phoneGood(phone: string): boolean {
  const number = digitsOf(phone);
  return number === '' || phoneShape.test(number);
}

/** Channels that other systems dispatch by: their number and time are asked for. */
export function isOutside(settings: Settings, channel: string): boolean {
  return settings.channels.find((one) => one.id === channel)?.['externalNo'] === true;
}

/** Channels on which it did not come in just now, at this counter or on this floor. */
export function isElsewhere(channel: string): boolean {
  return !['counter', 'guide', 'kiosk'].includes(channel);
}

/** What has to be mended before it can be filed. */
export function faultsOf(form: Form, settings: Settings): readonly Fault[] {
  const outside = isOutside(settings, form.channel);
  const faults: Fault[] = [];
  if (!phoneGood(form.phone) || form.representatives.some((one) => !phoneGood(one.phone))) faults.push('phone');
  if (outside && form.outsideNumber.trim() === '') faults.push('outsideNumber');
  if (outside && form.receivedAt === '') faults.push('receivedAt');
  if (categoryOf(settings, form.cause)?.areaAsk === true && /\d{6,}/.test(form.area)) faults.push('area');
  return faults;
}

/** A date-and-time field's value as an instant in the hall's zone. */
export function fieldInstant(zone: string, value: string): number | null {
  const [day = '', time = ''] = value.split('T');
  return instantOf(zone, day, time);
}

const given = <K extends string>(key: K, value: string): { readonly [N in K]?: string } =>
  value.trim() === '' ? {} : ({ [key]: value.trim() } as { readonly [N in K]: string });

/** What goes to the hall: only what was filled in and still belongs to the category chosen. */
export function inputOf(form: Form, picked: Picked | null, settings: Settings, zone: string): CommandArguments<'feedback.file'> {
  const category = categoryOf(settings, form.cause);
  const group = form.severity.includes('group');
  const people = form.representatives.filter((one) => one.name.trim() !== '').map((one) => ({ name: one.name.trim(), ...given('phone', digitsOf(one.phone)) }));
  const receivedAt = isElsewhere(form.channel) ? fieldInstant(zone, form.receivedAt) : null;
  return {
    type: form.type,
    cause: form.cause,
    channel: form.channel,
    ...(picked === null ? {} : { ticket: picked.ticket, day: picked.day }),
    ...given('words', form.words),
    ...given('name', form.name),
    ...given('phone', digitsOf(form.phone)),
    ...(category?.areaAsk === true ? { ...given('account', form.account), ...given('area', form.area), ...given('outage', form.outage) } : {}),
    ...(category?.namedStaffAsk === true && form.named.length > 0 ? { named: [...form.named] } : {}),
    ...(form.desire === null ? {} : { desire: form.desire }),
    ...(form.mood === null ? {} : { mood: form.mood }),
    ...(form.severity.length === 0 ? {} : { severity: [...form.severity] }),
    ...(group && form.headcount !== null ? { headcount: form.headcount } : {}),
    ...(group && people.length > 0 ? { representatives: people } : {}),
    ...(isElsewhere(form.channel) ? given('outsideNumber', form.outsideNumber) : {}),
    ...(receivedAt === null ? {} : { receivedAt }),
  };
}

/** The number of the one that is still open, out of what the hall says. */
export function numberIn(detail: string): string {
  return /\d{8}-\d{3,}/.exec(detail)?.[0] ?? detail;
}
