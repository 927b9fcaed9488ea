import { spawn, type ChildProcess } from 'node:child_process';

import { environmentOf, type N8nPlace } from './environment';

/** Settings for starting an n8n, with defaults. */
export interface N8nStart extends N8nPlace {
	/** `start` (the default) is the main process; `worker` and `webhook` belong to queue mode. */
	command?: keyof typeof READY;
	/** Called with the output of n8n. */
	onOutput?: (text: string) => void;
	/** Interrupts the start once this settles. */
	stopWhen?: Promise<unknown>;
}

/** A running n8n. */
export interface N8nServer {
	/** `http://127.0.0.1:PORT` */
	url: string;
	/** Its output so far. */
	log(): string;
	/** Settles when the process has ended, with its exit code. */
	ended: Promise<number | null>;
	/** Ends it as Ctrl+C does, and waits until it is gone. */
	stop(): Promise<void>;
}

/** n8n's commands that run until they are stopped, and the line that each prints when it is ready. */
const READY = {
	start: 'Editor is now accessible via',
	worker: 'n8n worker is now ready',
	webhook: 'Webhook listener waiting for requests',
};

/** How long n8n may take to become ready, milliseconds; wide enough for a busy machine. */
const START_LIMIT = 180_000;
/** How long it may take to end before it is killed, milliseconds. */
const STOP_LIMIT = 20_000;

/**
 * Starts n8n and waits until it is ready.
 *
 * @throws Error with its output, when it ends before it is ready or doesn't become ready
 */
export async function startN8n({
	command = 'start',
	onOutput,
	stopWhen,
	...place
}: N8nStart): Promise<N8nServer> {
	const child = spawn(place.installation.node, [place.installation.script, command], {
		env: environmentOf(place),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	// The last resort: whatever way this process ends, n8n goes too.
	const kill = () => child.kill('SIGKILL');
	process.once('exit', kill);
	let log = '';
	const ended = new Promise<number | null>((resolve) => {
		child.once('close', (code) => {
			process.off('exit', kill);
			resolve(code);
		});
		child.once('error', (error) => {
			log += error.message;
			resolve(null);
		});
	});
	await new Promise<void>((resolve, reject) => {
		const limit = setTimeout(() => {
			kill();
			reject(new Error(`n8n was not ready in ${START_LIMIT} ms:\n${log}`));
		}, START_LIMIT);
		void ended.then(() => {
			clearTimeout(limit);
			reject(new Error(`n8n ended before it was ready:\n${log}`));
		});
		void stopWhen?.then(() => {
			if (!log.includes(READY[command])) kill();
		});
		const listen = (chunk: Buffer) => {
			const text = chunk.toString();
			log += text;
			onOutput?.(text);
			if (log.includes(READY[command])) {
				clearTimeout(limit);
				resolve();
			}
		};
		child.stdout.on('data', listen);
		child.stderr.on('data', listen);
	});
	return {
		url: `http://127.0.0.1:${place.port}`,
		log: () => log,
		ended,
		stop: async () => await stop(child, ended),
	};
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
	child.kill('SIGINT');
	const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
	await ended;
	clearTimeout(limit);
}
