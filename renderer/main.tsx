import { createRoot } from 'react-dom/client';

const screen = new URLSearchParams(location.search).get('screen') ?? 'home';
const root = document.getElementById('root');
if (root) createRoot(root).render(<h1>Hall Desk: {screen}</h1>);
