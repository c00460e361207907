/** Counter. */
export function Counter() {
  return <main />;
}
