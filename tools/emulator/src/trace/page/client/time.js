import { byId, el } from './dom.js';

const { document } = globalThis;

export const seconds = (ms) => (ms / 1000).toFixed(3);

/** `3.250 s`, `2 min 03 s`, `1 h 02 min`. */
export function duration(ms) {
  if (ms < 60_000) return `${seconds(ms)} s`;
  const whole = Math.round(ms / 1000);
  const two = (number) => String(number).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor(whole / 60) % 60)} min`;
}

export const clock = (ms) => new Date(ms).toISOString().slice(11, 23);
export const date = (ms) => new Date(ms).toISOString().slice(0, 10);

/** A moment, `at` milliseconds after the call began, shown in whichever way is chosen. */
export function moment(call, at) {
  const absolute = call.startedAt + at;
  return el(
    'time',
    { datetime: new Date(absolute).toISOString() },
    el('span.relative', {}, seconds(at)),
    el('span.absolute', {}, clock(absolute)),
  );
}

/** A group of buttons of which one is pressed; `choose` is told which. */
export function choice(label, options, choose) {
  const group = el('div.choice', { role: 'group', 'aria-label': label });
  options.forEach(([value, text], index) => {
    const pick = () => {
      for (const other of group.children) other.setAttribute('aria-pressed', String(other === button));
      choose(value);
    };
    const button = el('button', { type: 'button', 'aria-pressed': String(index === 0), click: pick }, text);
    group.append(button);
  });
  return group;
}

export const times = () =>
  choice(
    'Times',
    [
      ['relative', 'Seconds'],
      ['absolute', 'UTC'],
    ],
    (value) => {
      document.documentElement.dataset.times = value;
      byId('said').textContent = value === 'absolute' ? 'Times of day, in UTC' : 'Seconds since the call began';
    },
  );

export const themes = () =>
  choice(
    'Colours',
    [
      ['auto', 'Auto'],
      ['light', 'Light'],
      ['dark', 'Dark'],
    ],
    (value) => {
      document.documentElement.dataset.theme = value;
    },
  );
