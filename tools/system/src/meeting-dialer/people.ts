import { type Browser, BrowserError } from '@patchbay/emulator';
import type { Mail } from '@patchbay/meeting-dialer';
import { pick, whole, type Choices } from './choices.ts';
import type { Person } from './settings.ts';
import { type Answer, type Asker, DIAL_IN } from './system.ts';
import type { World } from './world.ts';

/** What opens the meeting, out of an e-mail. */
export interface Credentials {
  passcode: string;
  link: string;
}

export interface PeopleOptions {
  world: Pick<World, 'settings' | 'system' | 'emulator' | 'turns' | 'told'>;
  choices: Choices;
  wrong(text: string): void;
  /** The organiser has asked for it. */
  resent(index: number): void;
  /** It is over. */
  ended(): void;
}

export const BOSS: Asker = { id: 'boss', email: 'boss@example.com' };
const AGAIN_MS = 20_000;
const MOST_ASKED = 60;

export type Act = 'nothing' | 'file' | 'list' | 'add' | 'join' | 'dial' | 'resend' | 'call' | 'see' | 'end';

/** Whoever is invited, and who invites: at browsers and telephones. */
export function createPeople(options: PeopleOptions) {
  const { world, choices, wrong } = options;
  const { settings, system, emulator, turns, told } = world;
  const { people } = settings;
  const mails = people.map((): Credentials[] => []);
  const wanted = () =>
    people.map(({ name, email, phoneNumber, call }) => ({
      name,
      ...(email !== undefined && { email }),
      phoneNumber,
      call,
    }));
  /** Whether the organiser has sent somebody another mail, or ended it. */
  let hasChanged = false;

  /** Asks until the answer is no failure, as people do. */
  async function untilAnswered(ask: () => Promise<Answer>): Promise<Answer> {
    for (let asked = 1; ; asked++) {
      const answer = await ask();
      const again = answer.status >= 500 || answer.status === 429;
      if (!again || asked === MOST_ASKED) return answer;
      await turns.sleep(AGAIN_MS);
    }
  }
  async function schedule(how: 'list' | 'file' | 'add'): Promise<void> {
    if (how === 'file') {
      const Participants = people.map(({ name, email, phoneNumber, call }) => ({
        ...{ Name: name, Email: email, PhoneNumber: phoneNumber, CallParticipant: call },
      }));
      const file = { EventId: settings.eventId, Organizer: BOSS.email, Participants };
      for (let asked = 0; asked < MOST_ASKED && !(await system.upload(JSON.stringify(file))); asked++);
      return;
    }
    const { status } = await untilAnswered(() => (how === 'add' ? system.add : system.create)(BOSS, wanted()));
    const allowed = how === 'add' ? [202, 404, 410] : [202, 410];
    if (!allowed.includes(status)) wrong(`scheduling by ${how}: ${status}`);
  }

  /** Somebody with a browser comes, and goes after a while; perhaps the page is loaded again. */
  async function join(index: number, person: Person): Promise<void> {
    const mail = mails[index]?.at(-1);
    const user: Asker = { id: `user-${index}`, email: person.email ?? `by-phone-${index}@example.com` };
    const how = choices.of('join by', 'link', (random) =>
      pick(['link', 'passcode', 'list', 'guest', 'stranger'], random),
    );
    const ask = (): Promise<Answer> => {
      if (how === 'list' || !mail) return system.join(user, {});
      if (how === 'guest') return system.joinAsGuest(mail.link, `key-${index}`);
      if (how === 'stranger')
        return system.join({ id: 'stranger', email: 'stranger@example.com' }, { link: mail.link });
      return system.join(user, how === 'link' ? { link: mail.link } : { passcode: mail.passcode });
    };
    const answer = await untilAnswered(ask);
    // Whose tries could not be given back has used them up.
    const isRefused = how === 'passcode' && answer.status === 429 && told.troubles > 0;
    // Nothing else takes away what is in the mail.
    const isInvited = mail !== undefined && !hasChanged;
    if (!(isInvited ? [200, 409] : [200, 404, 409, 410]).includes(answer.status) && !isRefused)
      wrong(`joining by ${how}: ${answer.status}`);
    if (answer.status !== 200) return;
    await turns.sleep(choices.of('browser takes', 800, (random) => pick([10, 800, 4_000, 60_000], random)));
    const browser = comeIn(tokenOf(answer));
    if (!browser) return;
    const stays = choices.of('browser stays', 60_000, (random) => pick([5, 3_000, 60_000, 900_000], random));
    const goes = choices.of<'leave' | 'drop' | 'reload'>('browser goes', 'leave', (random) =>
      pick(['leave', 'drop', 'reload'], random),
    );
    await turns.sleep(stays);
    if (goes !== 'reload') {
      browser[goes]();
      return;
    }
    browser.leave();
    await turns.sleep(choices.of('reload takes', 2_000, (random) => pick([1, 2_000, 10_000], random)));
    const again = await untilAnswered(ask);
    if (again.status !== 200) return;
    const back = comeIn(tokenOf(again));
    await turns.sleep(stays);
    back?.leave();
  }
  function comeIn(token: string): Browser | undefined {
    try {
      return emulator.browser(token);
    } catch (error) {
      // The meeting has ended meanwhile.
      if (error instanceof BrowserError) return undefined;
      throw error;
    }
  }

  /** Dials in, and keys in what the mail says, or something else. */
  async function dial(index: number, { phoneNumber }: Person): Promise<void> {
    const mail = mails[index]?.at(-1);
    const number = choices.of('dials from', phoneNumber, (random) =>
      pick([phoneNumber, 'anonymous', '+14255550177'], random),
    );
    const phone = emulator.phone(number);
    if (phone.state !== 'idle' && phone.state !== 'ended') return;
    const passcode = choices.of('keys', mail?.passcode ?? '000000', (random) =>
      random() < 0.2 ? '999999' : (mail?.passcode ?? '000000'),
    );
    const stays = choices.of('caller stays', 60_000, (random) => pick([2_000, 8_000, 60_000, 900_000], random));
    try {
      const line = phone.dial(DIAL_IN);
      await turns.sleep(3_000);
      phone.press(settings.eventId, line);
      await turns.sleep(6_000);
      phone.press(passcode, line);
      await turns.sleep(stays);
      phone.hangUp(line);
    } catch {
      // All lines are busy.
    }
  }

  /** As the organiser sees it; none where nobody has been invited yet. */
  async function idOf({ name }: Person): Promise<string> {
    const { body } = await untilAnswered(() => system.list(BOSS));
    const { participants = [] } = (body ?? {}) as { participants?: { id: string; name: string }[] };
    return participants.find((each) => each.name === name)?.id ?? 'none';
  }

  async function does(act: Act): Promise<void> {
    const index = choices.of('who', 0, (random) => whole(0, people.length - 1, random)) % people.length;
    const person = people[index];
    if (!person) return;
    switch (act) {
      case 'nothing':
        return;
      case 'list':
      case 'file':
      case 'add':
        return schedule(act);
      case 'join':
        return join(index, person);
      case 'dial':
        return dial(index, person);
      case 'resend': {
        const id = await idOf(person);
        hasChanged = true;
        await untilAnswered(() => {
          options.resent(index);
          return system.resend(BOSS, id);
        });
        return;
      }
      case 'call': {
        const id = await idOf(person);
        await untilAnswered(() => system.callAgain(BOSS, id));
        return;
      }
      case 'see': {
        const { status } = await untilAnswered(() => system.list(BOSS));
        if (status !== 200 && status !== 404) wrong(`seeing who is in it: ${status}`);
        return;
      }
      case 'end': {
        hasChanged = true;
        const { status } = await untilAnswered(() => system.end(BOSS));
        if (status === 200) options.ended();
        else if (status !== 404) wrong(`ending it: ${status}`);
        return;
      }
    }
  }

  return {
    schedule,
    does,
    /** An e-mail has come. */
    mailed({ to, text }: Mail): number {
      const index = people.findIndex(({ email }) => email === to);
      mails[index]?.push(credentialsOf(text));
      return index;
    },
  };
}

const tokenOf = ({ body }: Answer): string => (body as { attendee: { JoinToken: string } }).attendee.JoinToken;

/** Of the text of an e-mail. */
export function credentialsOf(text: string): Credentials {
  const [, passcode = ''] = /passcode (\d{6})/.exec(text) ?? [];
  const [, link = ''] = /#(\S+)/.exec(text) ?? [];
  return { passcode, link };
}
