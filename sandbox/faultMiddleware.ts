import { setTimeout as wait } from 'node:timers/promises';

import type { NextFunction, Response } from 'express';

import type { AnswerFault } from './faults';
import type { SandboxRequest } from './request';

const proxyPage =
	'<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** Lets a planned fault strike a request of the API; those after the effect are left for the answer. */
export async function strike(
	request: SandboxRequest,
	response: Response,
	next: NextFunction,
): Promise<void> {
	const fault = request.sandbox.faults.take(request.method, request.path);
	switch (fault?.kind) {
		case 'status':
			sendInstead(response, fault);
			return;
		case 'html':
			response
				.status(fault.status ?? 502)
				.type('html')
				.send(fault.body ?? proxyPage);
			return;
		case 'reset':
			request.socket.resetAndDestroy();
			return;
		case 'delay':
			await wait(fault.ms);
			break;
		default:
			request.answerFault = fault;
	}
	if (request.sandbox.latencyMs > 0) await wait(request.sandbox.latencyMs);
	next();
}

/** Spoils an answer whose work is done. `json` is what would have been sent. */
export function spoilAnswer(
	request: SandboxRequest,
	response: Response,
	fault: AnswerFault,
	json: unknown,
): void {
	switch (fault.kind) {
		case 'emptyBody':
			response.end();
			return;
		case 'truncatedJson': {
			const text = JSON.stringify(json ?? {});
			response.type('json').send(text.slice(0, Math.floor(text.length / 2)));
			return;
		}
		case 'resetAfterEffect':
			request.socket.resetAndDestroy();
			return;
		case 'statusAfterEffect':
			sendInstead(response, fault);
	}
}

function sendInstead(
	response: Response,
	{ status, body, headers }: { status: number; body?: unknown; headers?: Record<string, string> },
): void {
	response.status(status).set(headers ?? {});
	if (typeof body === 'string') response.send(body);
	// Not response.json: a planned fault is no breach of the contract to be noted.
	else response.type('json').send(JSON.stringify(body ?? { message: 'Server Error.' }));
}
