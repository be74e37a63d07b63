import '../style/console.css';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '../messages/language.js';

const root = document.getElementById('app');

if (root !== null) {
  createRoot(root).render(
    <LanguageProvider>
      <p>Bookonce</p>
    </LanguageProvider>,
  );
}
