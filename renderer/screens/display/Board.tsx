/** Board. */
export function Board() {
  return <main />;
}
