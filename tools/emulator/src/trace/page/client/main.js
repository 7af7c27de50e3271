import { attributes } from './attributes.js';
import { bill } from './bill.js';
import { byId } from './dom.js';
import { findings } from './findings.js';
import { invocations } from './invocations.js';
import { ladder } from './ladder.js';
import { legs } from './legs.js';
import { contents, summary } from './summary.js';

const { addEventListener, location } = globalThis;
const call = JSON.parse(byId('data').textContent);

summary(call);
contents(call);
findings(call);
legs(call);
const showStep = ladder(call);
attributes(call);
invocations(call);
bill(call);

/** A link to a step may lead to one that is not drawn yet. */
function follow() {
  const [, index] = /^#step-(\d+)$/.exec(location.hash) ?? [];
  if (index !== undefined) showStep(Number(index));
}
addEventListener('hashchange', follow);
follow();
