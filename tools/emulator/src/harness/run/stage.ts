import type { ParticipantTag } from '@patchbay/sma';
import type { VirtualClock } from '../../clock/virtual.ts';
import { openDirectory } from '../../directory/open.ts';
import { createEmulator, type Emulator, LOCAL_FUNCTION_ARN } from '../../emulator.ts';
import type { Directory, Functions, Ids, InvokeRequest } from '../../engine/ports.ts';
import { EngineError } from '../../engine/errors.ts';
import type { FaultEffect } from '../../faults/fault.ts';
import { withFaults } from '../../faults/with-faults.ts';
import { inProcess } from '../../lambda/in-process.ts';
import type { Browser } from '../../meetings/browser.ts';
import type { Attendance } from '../../meetings/presence.ts';
import type { Phone } from '../../phones/phone.ts';
import type { Line } from '../../phones/line.ts';
import type { TraceEntry } from '../../trace/entry.ts';
import { createRecorder } from '../../trace/recorder.ts';
import type { CreatedCall, FlowUnderTest, World } from '../flow-under-test.ts';
import type { CreateCallFault, WorldStart } from '../history.ts';
import { CallView } from './call-view.ts';
import { type Delivery, watched } from './deliveries.ts';
import { type Silence, SilenceWatch } from './silence.ts';
import type { Source } from './source.ts';

export interface StageOptions {
  flow: FlowUnderTest;
  source: Source;
  world: World;
  clock: VirtualClock;
  ids: Ids;
  graceMs: number;
}

/** Numbers of phones that nobody calls. */
const SPARE_PHONES = '+1206555017';

/** An emulator with the flow's world behind it, and what is seen of both. */
export class Stage {
  readonly clock: VirtualClock;
  readonly world: World;
  /** By the position of the call in the history; calls that the flow created come after the planned ones. */
  readonly views: (CallView | undefined)[];
  readonly deliveries: Delivery[] = [];
  readonly silences: Silence[] = [];
  readonly #source: Source;
  readonly #emulator: Emulator;
  readonly #directory: Directory;
  readonly #byId = new Map<string, CallView>();
  readonly #created: string[] = [];
  readonly #silence: SilenceWatch;
  readonly #flow: FlowUnderTest;
  readonly #begun = new Set<number>();
  /** How the places of legs in meetings end, by CallId. */
  readonly #places = new Map<string, () => void>();
  #starting: number | undefined;
  /** What goes wrong with calls that are created now. */
  #createCallFault: CreateCallFault | undefined;

  constructor({ flow, source, world, clock, ids, graceMs }: StageOptions) {
    this.clock = clock;
    this.world = world;
    this.views = source.history.calls.map(() => undefined);
    this.#flow = flow;
    this.#source = source;
    this.#directory = world.directory ?? openDirectory({ functionArn: LOCAL_FUNCTION_ARN });
    this.#silence = new SilenceWatch({
      clock,
      graceMs,
      waits: (view) => flow.waits?.(view) === true,
      found: (silence) => this.silences.push(silence),
    });
    const { meetings, bots, storage } = world;
    const recorder = createRecorder();
    recorder.subscribe((entry) => this.#observe(entry));
    this.#emulator = createEmulator({
      functions: this.#functions(flow),
      clock,
      ids,
      recorder,
      directory: this.#directory,
      switches: source.history.switches,
      failAction: (type, id) => {
        const view = this.#byId.get(id);
        return view && source.failure(view.index, type, id);
      },
      ...(meetings && { meetings: this.#watched(meetings) }),
      ...(bots && { bots }),
      ...(storage && { storage }),
    });
  }

  get started(): readonly CallView[] {
    return this.views.filter((view) => view !== undefined);
  }

  get allEnded(): boolean {
    return this.started.every((view) => view.ended);
  }

  /** The telephone's end of a leg that has not ended. */
  line(view: CallView, tag: ParticipantTag): Line | undefined {
    const leg = view.leg(tag);
    return leg && this.#emulator.exchange.line(leg.callId);
  }

  /** Whether a leg is in a meeting. */
  inMeeting(view: CallView, tag: ParticipantTag): boolean {
    const leg = view.leg(tag);
    return leg?.kind === 'meeting' && leg.state === 'connected';
  }

  /** Whether somebody can end this leg from outside. */
  isThere(view: CallView, tag: ParticipantTag): boolean {
    return this.line(view, tag) !== undefined || this.inMeeting(view, tag);
  }

  /** The place that a leg has in a meeting ends, as when the attendee is removed; false when it has none. */
  endPlace(view: CallView, tag: ParticipantTag): boolean {
    if (!this.inMeeting(view, tag)) return false;
    this.#places.get(view.leg(tag)?.callId ?? '')?.();
    return true;
  }

  /** Whether a planned call was begun, with a call that came of it or without. */
  hasBegun(index: number): boolean {
    return this.#begun.has(index);
  }

  /**
   * Begins a planned call. A caller whose phone the flow is just calling takes another one. What happens in the world
   * may take its time, for which call time stands still.
   */
  start(index: number): Promise<void> | undefined {
    const start = this.#source.history.calls[index]?.start;
    if (!start || this.#begun.has(index)) return undefined;
    this.#begun.add(index);
    if (start.type === 'world') return this.#startInWorld(index, start);
    this.#starting = index;
    if (start.type === 'inbound') {
      const { from, to, sipHeaders } = start;
      const own = this.#emulator.phone(from);
      const phone = isBusy(own) ? this.#emulator.phone(`${SPARE_PHONES}${index}`) : own;
      phone.dial(to, sipHeaders && { sipHeaders });
    } else {
      const { from, to, arguments: given } = start;
      this.#place({ from, to, ...(given && { arguments: given }) });
    }
    this.#starting = undefined;
    return undefined;
  }

  /** CreateSipMediaApplicationCall, by the flow. */
  create(call: CreatedCall): { transactionId: string } {
    const fault = this.#createCallFault;
    if (fault === 'throttled') throw new EngineError('Throttled', 'Service received too many requests');
    if (fault === 'quota-exceeded') throw new EngineError('ResourceLimitExceeded', 'Too many active calls.');
    this.#created.push(`calls ${call.to}`);
    const placed = this.#place(call);
    if (fault === 'answer-lost') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    return placed;
  }

  browser(joinToken: string): Browser {
    return this.#emulator.browser(joinToken);
  }

  update(transactionId: string, args: Readonly<Record<string, string>>): void {
    this.#emulator.update(transactionId, args);
  }

  async #startInWorld(index: number, { name, arguments: given = {}, createCall }: WorldStart): Promise<void> {
    const begin = this.world.starts?.[name];
    if (!begin) throw new TypeError(`${this.#flow.name}: its world has no start "${name}".`);
    // Functions at work finish first: a call that one of them creates must not be taken for the one that begins here.
    await this.clock.pass(0);
    const release = this.clock.hold();
    this.#starting = index;
    this.#createCallFault = createCall;
    try {
      await begin(given);
    } finally {
      this.#starting = undefined;
      this.#createCallFault = undefined;
      release();
    }
  }

  /** The same meetings; how a place in one ends is remembered. */
  #watched(meetings: Attendance): Attendance {
    return {
      ...meetings,
      join: (request) => {
        this.#places.set(request.callId, request.onEnded);
        return meetings.join(request);
      },
    };
  }

  #place(call: CreatedCall): { transactionId: string } {
    const [target] = this.#directory.route({ number: call.from });
    const sipMediaApplicationId = call.sipMediaApplicationId ?? target?.application.sipMediaApplicationId ?? '';
    return this.#emulator.engine.create({ ...call, sipMediaApplicationId });
  }

  #functions(flow: FlowUnderTest): Functions {
    const { world } = this;
    const functions = world.functions ?? (world.handler && inProcess(world.handler, { now: () => this.clock.now() }));
    if (!functions) throw new TypeError(`${flow.name}: its world has neither a handler nor functions.`);
    const ledger = {
      effects: (transactionId: string) => world.effects?.(transactionId) ?? [],
      created: () => this.#created,
    };
    return withFaults(
      watched(functions, ledger, (delivery) => this.deliveries.push(delivery)),
      (request) => this.#fault(request),
    );
  }

  #fault(request: InvokeRequest): FaultEffect | undefined {
    const { CallDetails, InvocationEventType, Sequence } = request.event;
    const view = this.#byId.get(CallDetails.TransactionId);
    if (!view) return undefined;
    view.asking = Sequence;
    if (InvocationEventType === 'HANGUP') view.hangup = Sequence;
    const effect = this.#source.fault(view.index, request);
    if (effect?.type === 'garbage' || effect?.type === 'huge') view.garbled.add(Sequence);
    return effect;
  }

  #observe(entry: TraceEntry): void {
    const view = this.#byId.get(entry.transactionId) ?? this.#begin(entry);
    if (!view) return;
    view.observe(entry);
    // Phones ring until the history lets somebody answer.
    if (entry.type === 'leg' && entry.state === 'ringing') {
      this.#emulator.exchange.setFarEnd(entry.to, { does: 'ring' });
    }
    this.#silence.look(view);
  }

  #begin(entry: TraceEntry): CallView | undefined {
    if (entry.type !== 'call-started') return undefined;
    const { direction, from, to, transactionId } = entry;
    // Of several calls that one start creates, the first is the planned one.
    const isPlanned = this.#starting !== undefined && this.views[this.#starting] === undefined;
    const index = isPlanned ? (this.#starting ?? 0) : this.views.length;
    const planned = this.#source.history.calls[index]?.start;
    const start = planned ?? { type: direction === 'Inbound' ? 'inbound' : 'outbound', from, to };
    const view = new CallView(index, start, transactionId);
    this.views[index] = view;
    this.#byId.set(transactionId, view);
    return view;
  }
}

function isBusy({ state }: Phone): boolean {
  return state !== 'idle' && state !== 'ended';
}
