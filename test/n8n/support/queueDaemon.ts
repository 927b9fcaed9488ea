import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A server of another maker that the tests have started. */
export interface Daemon {
	/** Port on 127.0.0.1. */
	port: number;
	/** Ends it and waits until it is gone. */
	stop(): Promise<void>;
}

/** How such a server is started. */
export interface DaemonStart {
	command: string;
	args: string[];
	port: number;
	/** The line that it prints when it is ready. */
	ready: string;
	/** How it is told to end, with those who are connected to it. */
	stopSignal: NodeJS.Signals;
	/** The user that runs it; left out: the one who runs the tests. */
	uid?: number;
}

/** How long it may take to become ready, milliseconds. */
const START_LIMIT = 60_000;

/**
 * Starts a server and waits until it is ready.
 *
 * @throws Error with what it printed, when it ends before that or takes too long
 */
export async function startDaemon({
	command,
	args,
	port,
	ready,
	stopSignal,
	uid,
}: DaemonStart): Promise<Daemon> {
	const child = spawn(command, args, { uid, stdio: ['ignore', 'pipe', 'pipe'] });
	// The last resort: whatever way this process ends, the server goes too.
	const kill = () => child.kill('SIGKILL');
	process.once('exit', kill);
	let log = '';
	const ended = once(child, 'close').finally(() => process.off('exit', kill));
	await new Promise<void>((resolve, reject) => {
		const limit = setTimeout(() => {
			kill();
			reject(new Error(`${command} was not ready in ${START_LIMIT} ms:\n${log}`));
		}, START_LIMIT);
		const listen = (chunk: Buffer) => {
			log += chunk.toString();
			if (!log.includes(ready)) return;
			clearTimeout(limit);
			resolve();
		};
		child.stdout.on('data', listen);
		child.stderr.on('data', listen);
		void ended.then(
			() => reject(new Error(`${command} ended before it was ready:\n${log}`)),
			(error: Error) => reject(error),
		);
	});
	return {
		port,
		stop: async () => {
			child.kill(stopSignal);
			await ended;
		},
	};
}
