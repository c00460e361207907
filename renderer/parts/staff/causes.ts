import type { Settings } from '../../../shared/settings.ts';

type Category = Settings['categories'][number];

/** The category that a cause belongs to. */
export function categoryOf(settings: Settings, cause: string): Category | undefined {
  return settings.categories.find((one) => one.causes.some((other) => other.id === cause));
}

/** A cause as the settings name it. */
export function causeName(settings: Settings, cause: string): string {
  return categoryOf(settings, cause)?.causes.find((one) => one.id === cause)?.zh ?? cause;
}

/** Every cause under its category, for a select. */
export function causeOptions(settings: Settings, say: (zh: string) => string) {
  return settings.categories.map((one) => ({ label: say(one.zh), options: one.causes.map((cause) => ({ value: cause.id, label: say(cause.zh) })) }));
}
