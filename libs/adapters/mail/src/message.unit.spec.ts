import { describe, expect, it } from '@jest/globals';
import { compose } from './message.js';

const from = { name: 'Bookonce', address: 'bookonce@localhost' };

describe('a composed mail', () => {
  // A person may copy the link from the file in an editor.
  it.each(['Ada', 'Zoë', 'Owner of the demo'])(
    'keeps a link on a line of its own whole, addressed to %s',
    async (name) => {
      const link = 'http://localhost:38471/console/sign-in/I0EiCILOXnWdjuzCwC9Ed7';
      const long = 'It works once, for 15 minutes. If you did not ask for it, leave it: nobody signs in without it.';
      const text = [`Hello ${name},`, '', 'with this link you sign in:', link, '', long].join('\n');
      const mail = { effectId: 'event-1/sign-in', to: { name, email: 'ada@example.com' }, subject: 'Sign in', text };
      expect((await compose(mail, from)).toString().split('\r\n')).toContain(link);
    },
  );
});
