import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import { hasWebSocket, type ServiceDescription } from '../functions/description.ts';
import { WATCHING, WITHOUT_PYTHON } from '../functions/plugin.ts';
import { findPython } from '../functions/python.ts';
import { startServiceProcess, type ServicePorts } from '../functions/service-process.ts';
import { type Documents, type HttpApiOptions, type LocalHttpApi, startHttpApi } from '../http-api/start-http-api.ts';
import { freePorts } from '../http/free-port.ts';
import type { Seed } from '../s3/seed.ts';
import { deploy } from './deploy.ts';
import { startAws, type AwsOptions, type LocalAws } from './start-aws.ts';
import { awsVariables, withoutAws } from './variables.ts';

export interface LocalOptions extends AwsOptions {
  /** Folders with a serverless.yml; see `findServices`. */
  services: readonly string[];
  /** `dev` when missing. */
  stage?: string;
  /** Where functions in Python find theirs; `.venv` at the root when missing. */
  virtualEnvironment?: string;
  /** Whether functions are built again when a file is saved. */
  watch?: boolean;
  /** What services and functions are told, but for AWS's part; that of this process when missing. */
  environment?: NodeJS.ProcessEnv;
  /** Objects that buckets start with. */
  seeds?: readonly Seed[];
  /**
   * Called when the local AWS is up and no function runs yet, to start what functions also talk to; returns variables
   * for their environment, such as `AWS_ENDPOINT_URL_CHIME_SDK_VOICE`. Whoever started it stops it, after `stop`.
   */
  companions?: (aws: LocalAws) => Promise<Readonly<Record<string, string>>>;
  /** The first of two ports of the first service, the next service takes the next two; free ports when missing. */
  servicePort?: number;
  /** Of the HTTP API; a free one when missing. */
  httpApiPort?: number;
  /** What the HTTP API serves besides the routes, by path. */
  documents?: Documents;
  /** Gets each line that a service or its functions print. */
  onLine?: (service: string, line: string) => void;
  /** Ends a start that is under way, which then rejects. */
  signal?: AbortSignal;
}

/** Made by `npm run python`. */
const VIRTUAL_ENVIRONMENT = join(import.meta.dirname, '../../../../.venv');

/** A service whose functions can be invoked. */
export interface RunningService {
  description: ServiceDescription;
  lambdaEndpoint: string;
  websocketEndpoint: string;
}

/** Everything that AWS would run for the services, on this machine. */
export interface Local {
  aws: LocalAws;
  services: readonly RunningService[];
  /** The HTTP API of all services. */
  httpApi: LocalHttpApi;
  /** `ws:` URL of the WebSocket API; missing when no service has one. */
  webSocketEndpoint?: string;
  /** AWS's part of the functions' environment, for SDK clients of other programs. */
  variables: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Resolves when every function can be invoked. When something fails to start, stops what has started and rejects. */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const { services, seeds = [], companions, signal, stage = 'dev', environment = process.env } = options;
  const { virtualEnvironment = VIRTUAL_ENVIRONMENT } = options;
  const started = new AsyncDisposableStack();
  try {
    const given = withoutAws(environment);
    const looking = findPython(virtualEnvironment, given);
    const aws = started.adopt(await startAws(options), (it) => it.stop());
    signal?.throwIfAborted();
    const variables = { ...awsVariables(aws), ...(await companions?.(aws)) };
    const httpApi = started.adopt(await startHttpApi(httpApiOf(options, aws)), (it) => it.stop());
    const ports = await servicePorts(services.length, options.servicePort);
    const python = await looking;
    const watching = options.watch === true && { [WATCHING]: 'yes' };
    const env = { ...(python ?? { ...given, [WITHOUT_PYTHON]: 'yes' }), ...watching, ...variables };
    const starting = services.map((folder, index) => {
      const name = basename(folder);
      const onLine = (line: string) => options.onLine?.(name, line);
      return startServiceProcess({ name, folder, stage, env, ports: ports[index]!, onLine, ...(signal && { signal }) });
    });
    const running = [];
    for (const result of await Promise.allSettled(starting)) {
      if (result.status === 'fulfilled') running.push(started.adopt(result.value, (it) => it.stop()));
    }
    await Promise.all(starting);
    for (const service of running) {
      signal?.throwIfAborted();
      const stopPolling = await deploy(service, aws, httpApi, options.clock);
      started.defer(async () => {
        const polling = stopPolling();
        await aws.queues.stop();
        await polling;
      });
    }
    for (const seed of seeds) await aws.s3.seed(seed);
    const all = started.move();
    const socket = running.find(({ description }) => hasWebSocket(description));
    return {
      ...{ aws, services: running, httpApi, variables },
      ...(socket && { webSocketEndpoint: socket.websocketEndpoint }),
      stop: () => all.disposeAsync(),
    };
  } finally {
    await started.disposeAsync();
  }
}

function httpApiOf(options: LocalOptions, { account, lambda }: LocalAws): HttpApiOptions {
  const { clock, ids = { uuid: randomUUID }, documents, httpApiPort: port } = options;
  return { account, clock, ids, lambda, ...(documents && { documents }), ...(port !== undefined && { port }) };
}

async function servicePorts(count: number, first?: number): Promise<ServicePorts[]> {
  const ports =
    first === undefined ? await freePorts(count * 2) : Array.from({ length: count * 2 }, (_, index) => first + index);
  return Array.from({ length: count }, (_, index) => {
    const [lambda = 0, websocket = 0] = ports.slice(index * 2);
    return { lambda, websocket };
  });
}
