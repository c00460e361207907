/** Home. */
export function Home() {
  return <main />;
}
