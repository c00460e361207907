import type { Settings } from '../../../../shared/settings.ts';

/** What is told of most at the counter: the kiosk's choices, then the rest of the first category; nine, for nine digits. */
export function settleCauses(settings: Settings): readonly string[] {
  const first = settings.categories[0]?.causes.map((one) => one.id) ?? [];
  return [...new Set([...settings.kioskCauses, ...first])].slice(0, 9);
}

/** The measure that goes with a cause unasked: the first preset that a clerk may promise alone. */
export function settleMeasure(settings: Settings, cause: string): string {
  const category = settings.categories.find((one) => one.causes.some((other) => other.id === cause));
  const presets = settings.planPresets.byCause[cause] ?? settings.planPresets.byCategory[category?.id ?? ''] ?? [];
  const kinds = settings.remedies.filter((one) => one.enabled !== false && one.limit['clerk'] === true);
  const kind = presets.flatMap((id) => kinds.find((one) => one.id === id) ?? [])[0] ?? kinds[0];
  return kind?.zh ?? '';
}
