const MOVES = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };

/** A list of buttons as one stop of the Tab key: arrows move in it, Escape closes what is open. */
export function roving(list, selector) {
  const focus = (to) => {
    for (const other of list.querySelectorAll(`${selector}[tabindex="0"]`)) other.setAttribute('tabindex', '-1');
    to.setAttribute('tabindex', '0');
  };
  list.addEventListener('focusin', ({ target }) => {
    if (target.matches(selector)) focus(target);
  });
  list.addEventListener('keydown', (event) => {
    const item = event.target.closest('li[id]');
    const current = item?.querySelector(selector);
    if (!current) return;
    if (event.key === 'Escape' && current.getAttribute('aria-expanded') === 'true') {
      current.click();
      current.focus();
      return;
    }
    const move = MOVES[event.key];
    // Inside of what is open, keys do what they do everywhere.
    if (move === undefined || event.target !== current || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const buttons = [...list.querySelectorAll(selector)];
    const index = Math.min(Math.max(buttons.indexOf(current) + move, 0), buttons.length - 1);
    buttons[index].focus();
  });
}
