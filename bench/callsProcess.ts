/**
 * A bare Node server that implements Zvonobot's POST /apiCalls/create; its argument is a `CallsProcessOptions` in
 * JSON. It parses each body, and returns a call for each phone.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { givenOptions, serveParent } from './serviceProcess';

/** Settings of the service. */
export interface CallsProcessOptions {
	apiKey: string;
	/** How much later each response comes, in ms. */
	latencyMs: number;
}

/** Most phones that a request may hold (POST /apiCalls/create). */
const MOST_PHONES = 5_000;

const { apiKey, latencyMs } = givenOptions<CallsProcessOptions>();
let requests = 0;
let calls = 0;
const numbers = new Set<string>();

const server = createServer((request, response) => {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		requests++;
		const sent = JSON.parse(Buffer.concat(chunks).toString()) as {
			apiKey?: string;
			phones?: string[];
		};
		const isRight = request.url === '/apiCalls/create' && sent.apiKey === apiKey;
		const { phones = [] } = sent;
		const status = isRight && phones.length <= MOST_PHONES ? 200 : 400;
		const body = JSON.stringify(
			status === 200
				? { status: 'success', data: phones.map(callTo) }
				: { status: 'error', message: 'Bad request' },
		);
		setTimeout(() => {
			response.writeHead(status, { 'Content-Type': 'application/json' });
			response.end(body);
		}, latencyMs);
	});
});

function callTo(phone: string): object {
	numbers.add(phone);
	return {
		...{ id: ++calls, phone, status: 'created', createdAt: 1_795_304_433, plannedAt: null },
		...{ smartDelay: null, needRecording: 0, recordCost: 0.4 },
	};
}

server.listen(0, '127.0.0.1', () => {
	const { port } = server.address() as AddressInfo;
	serveParent(
		{ url: `http://127.0.0.1:${port}`, apiKey, contactListId: 0, firstContactId: 0 },
		() => {
			const different = numbers.size;
			numbers.clear();
			return { requests, refused: 0, numbers: different };
		},
	);
});
