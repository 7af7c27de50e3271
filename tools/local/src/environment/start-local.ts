import { basename } from 'node:path';
import type { ServiceDescription } from '../functions/description.ts';
import { startServiceProcess, type ServicePorts } from '../functions/service-process.ts';
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
  /** Objects that buckets start with. */
  seeds?: readonly Seed[];
  /**
   * Called when the local AWS is up and no function runs yet, to start what functions also talk to; returns variables
   * for their environment, such as `AWS_ENDPOINT_URL_CHIME_SDK_VOICE`. Whoever started it stops it, after `stop`.
   */
  companions?: (aws: LocalAws) => Promise<Readonly<Record<string, string>>>;
  /** The first of three ports of the first service, the next service takes the next three; free ports when missing. */
  servicePort?: number;
  /** Gets each line that a service or its functions print. */
  onLine?: (service: string, line: string) => void;
  /** Ends a start that is under way, which then rejects. */
  signal?: AbortSignal;
}

/** A service whose functions can be invoked. */
export interface RunningService {
  description: ServiceDescription;
  httpEndpoint: string;
  lambdaEndpoint: string;
  websocketEndpoint: string;
}

/** Everything that AWS would run for the services, on this machine. */
export interface Local {
  aws: LocalAws;
  services: readonly RunningService[];
  /** AWS's part of the functions' environment, for SDK clients of other programs. */
  variables: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Resolves when every function can be invoked. When something fails to start, stops what has started and rejects. */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const { services, seeds = [], companions, signal, stage = 'dev' } = options;
  const started = new AsyncDisposableStack();
  try {
    const aws = started.adopt(await startAws(options), (it) => it.stop());
    signal?.throwIfAborted();
    const variables = { ...awsVariables(aws), ...(await companions?.(aws)) };
    const ports = await servicePorts(services.length, options.servicePort);
    const starting = services.map((folder, index) => {
      const name = basename(folder);
      const onLine = (line: string) => options.onLine?.(name, line);
      const env = { ...withoutAws(process.env), ...variables };
      return startServiceProcess({ name, folder, stage, env, ports: ports[index]!, onLine, ...(signal && { signal }) });
    });
    const running = [];
    for (const result of await Promise.allSettled(starting)) {
      if (result.status === 'fulfilled') running.push(started.adopt(result.value, (it) => it.stop()));
    }
    await Promise.all(starting);
    for (const service of running) {
      signal?.throwIfAborted();
      const stopPolling = await deploy(service, aws);
      started.defer(async () => {
        const polling = stopPolling();
        await aws.queues.stop();
        await polling;
      });
    }
    for (const seed of seeds) await aws.s3.seed(seed);
    const all = started.move();
    return { aws, services: running, variables, stop: () => all.disposeAsync() };
  } finally {
    await started.disposeAsync();
  }
}

async function servicePorts(count: number, first?: number): Promise<ServicePorts[]> {
  const ports =
    first === undefined ? await freePorts(count * 3) : Array.from({ length: count * 3 }, (_, index) => first + index);
  return Array.from({ length: count }, (_, index) => {
    const [http = 0, lambda = 0, websocket = 0] = ports.slice(index * 3);
    return { http, lambda, websocket };
  });
}
