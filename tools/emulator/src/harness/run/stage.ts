import type { ParticipantTag } from '@patchbay/sma';
import type { VirtualClock } from '../../clock/virtual.ts';
import { openDirectory } from '../../directory/open.ts';
import { createEmulator, type Emulator, LOCAL_FUNCTION_ARN } from '../../emulator.ts';
import type { Directory, Functions, Ids, InvokeRequest } from '../../engine/ports.ts';
import type { FaultEffect } from '../../faults/fault.ts';
import { withFaults } from '../../faults/with-faults.ts';
import { inProcess } from '../../lambda/in-process.ts';
import type { Phone } from '../../phones/phone.ts';
import type { Line } from '../../phones/line.ts';
import type { TraceEntry } from '../../trace/entry.ts';
import { createRecorder } from '../../trace/recorder.ts';
import type { CreatedCall, FlowUnderTest, World } from '../flow-under-test.ts';
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
  #starting: number | undefined;

  constructor({ flow, source, world, clock, ids, graceMs }: StageOptions) {
    this.clock = clock;
    this.world = world;
    this.views = source.history.calls.map(() => undefined);
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
      ...(meetings && { meetings }),
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

  /** Begins a planned call. A caller whose phone the flow is just calling takes another one. */
  start(index: number): void {
    const start = this.#source.history.calls[index]?.start;
    if (!start || this.views[index]) return;
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
  }

  /** CreateSipMediaApplicationCall, by the flow. */
  create(call: CreatedCall): { transactionId: string } {
    this.#created.push(`calls ${call.to}`);
    return this.#place(call);
  }

  update(transactionId: string, args: Readonly<Record<string, string>>): void {
    this.#emulator.update(transactionId, args);
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
    const index = this.#starting ?? this.views.length;
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
