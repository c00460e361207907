/** Strip. */
export function Strip() {
  return <main />;
}
