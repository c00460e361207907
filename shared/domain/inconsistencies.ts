import type { Settings } from '../settings.ts';

/** What no single section can see: ids that repeat, counters and causes that name nothing. Empty when all is well. */
export function inconsistencies(settings: Pick<Settings, 'services' | 'classes' | 'counters' | 'categories' | 'kioskCauses' | 'printing'>): string[] {
  const found: string[] = [];
  const unique = (what: string, ids: readonly (string | number)[]) => {
    for (const [at, value] of ids.entries()) if (ids.indexOf(value) !== at) found.push(`${what} ${value} is there twice`);
  };
  const services = new Set(settings.services.map((one) => one.id));
  const causes = new Set(settings.categories.flatMap((one) => one.causes.map((cause) => cause.id)));
  unique('service', settings.services.map((one) => one.id));
  unique('prefix', settings.services.map((one) => one.prefix));
  unique('class', settings.classes.map((one) => one.id));
  unique('counter', settings.counters.map((one) => one.no));
  if (!settings.classes.some((one) => one.id === 'ordinary')) found.push('class ordinary is missing');
  for (const one of settings.counters)
    for (const name of one.services) if (name !== '*' && !services.has(name)) found.push(`counter ${one.no} names the unknown service ${name}`);
  for (const cause of settings.kioskCauses) if (!causes.has(cause)) found.push(`kiosk cause ${cause} is in no category`);
  const { printers, routes } = settings.printing ?? { printers: [], routes: [] };
  unique('printer', printers.map((one) => one.id));
  unique('printer', printers.map((one) => one.name));
  // Each has one writer (SPEC 11.2); two computers may each have a queue of one name.
  unique('printer', printers.map((one) => (one.address.startsWith('tcp:') ? one.address : `${one.address} of ${one.station}`)));
  unique('print route', routes.map((one) => `${one.station} ${one.kind}`));
  const known = new Set(printers.map((one) => one.id));
  for (const one of printers) if (one.next === one.id || (one.next !== null && !known.has(one.next))) found.push(`printer ${one.name} names the unknown printer ${one.next}`);
  for (const one of routes) if (one.printer !== null && !known.has(one.printer)) found.push(`a print route names the unknown printer ${one.printer}`);
  return found;
}
