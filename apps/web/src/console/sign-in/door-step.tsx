import type { ReactNode } from 'react';

/** What is before the console: one card in the middle. */
export const DoorStep = ({ children }: { readonly children: ReactNode }) => (
  <main className="door-step">
    <p className="brand">Bookonce</p>
    <div className="card">{children}</div>
  </main>
);
