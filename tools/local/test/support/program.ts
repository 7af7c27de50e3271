import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program of this package as a process of its own, without a terminal. */
export interface Program {
  /** All that it has printed so far. */
  printed(): string;
  /** Waits until it has printed what matches; rejects when it ends before. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  /** Its processes, and theirs. */
  descendants(): Promise<number[]>;
  kill(signal: NodeJS.Signals): void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

const LOOK_EVERY_MS = 50;

export function runProgram(file: 'main.ts' | 'call.ts', ...argv: string[]): Program {
  const path = fileURLToPath(new URL(`../../src/${file}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  let isOver = false;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = once(child, 'close').then(([code, signal]) => {
    isOver = true;
    return (code ?? signal) as number | NodeJS.Signals | null;
  });
  return {
    printed: () => text,
    async prints(pattern) {
      for (;;) {
        const match = pattern.exec(text);
        if (match) return match;
        if (isOver) throw new Error(`It ended without ${String(pattern)}:\n${text}`);
        await sleep(LOOK_EVERY_MS);
      }
    },
    descendants: () => descendantsOf(child.pid ?? 0),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

/** Waits until none of the processes runs any more; one that has ended may still be listed until somebody asks for its code. */
export async function allGone(pids: readonly number[]): Promise<void> {
  while ((await processes()).some(({ pid, state }) => pids.includes(pid) && !state.startsWith('Z'))) {
    await sleep(LOOK_EVERY_MS);
  }
}

async function descendantsOf(root: number): Promise<number[]> {
  const all = await processes();
  const childrenOf = (parent: number): number[] =>
    all.filter((each) => each.parent === parent).flatMap(({ pid }) => [pid, ...childrenOf(pid)]);
  return childrenOf(root);
}

async function processes(): Promise<{ pid: number; parent: number; state: string }[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,stat=']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, parent, state = ''] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), state };
    });
}
