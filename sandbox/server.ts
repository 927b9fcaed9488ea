import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Express } from 'express';

import type { ServiceContext } from './context';

/** More steps than anything takes; reaching them means the simulation does not end. */
const STEP_LIMIT = 10_000;

/** The parts of a sandbox that differ from service to service. */
interface Parts<Context extends ServiceContext> {
	/** The application that the sandboxes of the service share. */
	application: Express;
	/** @param closing tells that the sandbox is being closed */
	createContext(closing: AbortSignal): Context;
	/** Moves everything by a step. @returns whether anything moved */
	advanceOnce(context: Context): boolean;
	/** 0 (the default) takes a free one. */
	port?: number;
	/** Milliseconds between steps that the simulation takes by itself; 0 (the default) for none. */
	stepMs?: number;
}

/**
 * Starts a sandbox: it listens on 127.0.0.1, and takes steps by itself. Sets the context's `origin`.
 * @returns the context, and the functions of a sandbox that are the same for all services
 */
export async function start<Context extends ServiceContext>({
	application,
	createContext,
	advanceOnce,
	port = 0,
	stepMs,
}: Parts<Context>) {
	const closing = new AbortController();
	const context = createContext(closing.signal);
	const server = createServer((request, response) => {
		Object.assign(request, { sandbox: context });
		application(request, response);
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	context.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const stepping = stepMs ? setInterval(() => advanceOnce(context), stepMs).unref() : undefined;
	return {
		context,
		advance: (steps = 1) => {
			for (let step = 0; step < steps; step += 1) advanceOnce(context);
		},
		finish: () => {
			for (let step = 0; advanceOnce(context); step += 1) {
				if (step >= STEP_LIMIT) throw new Error('The simulation does not end');
			}
		},
		/** Stops listening and breaks off what is still open. */
		close: async () => {
			clearInterval(stepping);
			closing.abort();
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}
