import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import { PROTOCOLS, type Asked, type OfferedTool, type ToolCall } from './openAiProtocols';

/** One request to the model. */
export interface Turn {
	/** Below the Base URL: `/chat/completions` or `/responses`. */
	path: string;
	/** The tools that it is offered. */
	tools: OfferedTool[];
	/** The results of the tools that it called in the turn before, in the order of the calls. */
	results: string[];
	/** All of the request, as JSON. */
	sent: string;
}

/** A model that does what a test tells it, and keeps what it reads. */
export interface OpenAiStandIn {
	/** The Base URL of an OpenAI credential: `http://127.0.0.1:PORT/v1` */
	url: string;
	/** Every request since `willCall`. */
	turns: Turn[];
	/**
	 * Says which tools it is going to call, turn by turn, those of a turn all at once. In the turn after
	 * the last it returns the last results of the tools.
	 */
	willCall(...turns: ToolCall[][]): void;
	close(): Promise<void>;
}

/** Starts a stand-in for OpenAI's chat completions and responses on a free port of 127.0.0.1. */
export async function startOpenAi(): Promise<OpenAiStandIn> {
	let planned: ToolCall[][] = [];
	let asked: Asked[] = [];
	let count = 0;
	const turns: Turn[] = [];

	async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const path = String(request.url).replace(/^\/v1/, '');
		const protocol = PROTOCOLS[path];
		const body = (await json(request)) as { stream?: boolean };
		if (!protocol || (body.stream && !protocol.stream)) {
			response.writeHead(501).end(`The stand-in does not speak ${path}`);
			return;
		}
		const results = protocol.results(body);
		const said = asked.map(({ id }) => results[id] ?? '');
		turns.push({
			path,
			tools: protocol.tools(body),
			results: said,
			sent: JSON.stringify(body),
		});
		asked = (planned.shift() ?? []).map((call) => ({ ...call, id: `call_${++count}` }));
		const reply = { text: asked.length > 0 ? '' : said.join('\n'), calls: asked };
		if (body.stream && protocol.stream) {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.end(protocol.stream(reply));
		} else {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(protocol.whole(reply)));
		}
	}

	const server = createServer((request, response) => {
		respond(request, response).catch((error: Error) => response.writeHead(500).end(error.message));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		turns,
		willCall: (...next) => {
			planned = next;
			turns.length = 0;
		},
		close: async () => {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}
