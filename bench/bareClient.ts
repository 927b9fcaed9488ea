import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';

import type { ServiceAddress } from './service';

/** Sends a request with a JSON body, if any, and returns the text of the response. @throws for a status of 300 and above */
export type BareSend = (method: string, path: string, body?: unknown) => Promise<string>;

/** Requests by Node's own http.request over connections that are kept: as little work as possible. */
export class BareClient {
	private readonly agent: Agent;

	/** @param width most connections at a time */
	constructor(
		private readonly service: ServiceAddress,
		width: number,
	) {
		this.agent = new Agent({ keepAlive: true, maxSockets: width });
	}

	readonly send: BareSend = async (method, path, body) => {
		const sent = request(this.service.url + path, {
			method,
			agent: this.agent,
			headers: headersFor(this.service),
		});
		sent.end(body === undefined ? undefined : JSON.stringify(body));
		const [response] = (await once(sent, 'response')) as [IncomingMessage];
		response.setEncoding('utf8');
		let text = '';
		for await (const chunk of response) text += chunk as string;
		return whenGood(response.statusCode ?? 0, text);
	};

	close(): void {
		this.agent.destroy();
	}
}

/** The same by Node's built-in fetch, which is undici. */
export function fetchSend(service: ServiceAddress): BareSend {
	return async (method, path, body) => {
		const response = await fetch(service.url + path, {
			method,
			headers: headersFor(service),
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		return whenGood(response.status, await response.text());
	};
}

/** Does numbered tasks, from 0, so many at a time. */
export async function runConcurrently(
	count: number,
	width: number,
	task: (number: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < count) await task(next++);
	};
	await Promise.all(Array.from({ length: width }, worker));
}

function headersFor({ apiKey }: ServiceAddress): Record<string, string> {
	return {
		Accept: 'application/json',
		'Content-Type': 'application/json',
		Authorization: `Bearer ${apiKey}`,
	};
}

function whenGood(status: number, text: string): string {
	if (status >= 300) throw new Error(`The service returned ${status}: ${text.slice(0, 200)}`);
	return text;
}
