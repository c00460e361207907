/** Manager. */
export function Manager() {
  return <main />;
}
