import { setTimeout as wait } from 'node:timers/promises';

import type { NextFunction, Response } from 'express';

import type { ResponseFault, Fault } from './faults';
import type { ServiceRequest } from './request';

const proxyPage =
	'<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** Lets a planned fault strike a request of the API; those after the effect are left for the response. */
export async function strike(
	request: ServiceRequest,
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
		case 'echo':
			sendInstead(response, { ...fault, ...echoOf(request, fault.in) });
			return;
		case 'delay':
			onceServed(response, request.sandbox.faults.holdUp());
			await (fault.until ?? wait(fault.ms));
			break;
		case 'late':
			if (fault.status === undefined) request.socket.resetAndDestroy();
			else sendInstead(response, { ...fault, status: fault.status });
			mute(response, request.sandbox.faults.holdUp());
			await (fault.until ?? wait((fault.ms ?? 0) / request.sandbox.timesFaster));
			break;
		case 'delayAfterEffect':
			holdBack(response, fault.ms, request.sandbox.faults.holdUp());
			break;
		case 'resetInBody':
			breakOff(response);
			break;
		case 'hangInBody':
			hang(response, fault.everyMs);
			break;
		case 'meanwhile':
			fault.happens();
			break;
		default:
			request.responseFault = fault;
	}
	if (request.sandbox.latencyMs > 0) await wait(request.sandbox.latencyMs);
	next();
}

/** Spoils a response after the effect. @param json the response that would have been sent */
export function spoilResponse(
	request: ServiceRequest,
	response: Response,
	fault: ResponseFault,
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
		case 'altered':
			// Not response.json: a planned fault is not a breach of the contract.
			response.type('json').send(JSON.stringify(fault.alter(json)));
			return;
		case 'resetAfterEffect':
			request.socket.resetAndDestroy();
			return;
		case 'statusAfterEffect':
			sendInstead(response, fault);
	}
}

/** Calls back when a request has been served, whether or not anybody still waits for the response. */
function onceServed(response: Response, callback: () => void): void {
	const end = response.end.bind(response) as (...sent: unknown[]) => Response;
	response.end = ((...sent: unknown[]) => {
		callback();
		return end(...sent);
	}) as Response['end'];
}

/** Drops everything sent from now on: the response is out, and nobody gets the result of the work. */
function mute(response: Response, onServed: () => void): void {
	const silent = () => response;
	// Only for the check of responses against the contract, which goes by the status.
	const status = (code: number) => Object.assign(response, { statusCode: code });
	const served = () => {
		onServed();
		return response;
	};
	Object.defineProperty(response, 'headersSent', { value: false });
	Object.assign(response, {
		...{ status, set: silent, setHeader: silent, type: silent },
		...{ json: served, send: served, end: served },
	});
}

function holdBack(response: Response, ms: number, onServed: () => void): void {
	const end = response.end.bind(response) as (...sent: unknown[]) => Response;
	response.end = ((...sent: unknown[]) => {
		setTimeout(() => {
			onServed();
			end(...sent);
		}, ms);
		return response;
	}) as Response['end'];
}

/** Sends half of the body under the head of the whole one. A response without a body has no middle. */
function breakOff(response: Response): void {
	const end = response.end.bind(response) as (...sent: unknown[]) => Response;
	response.end = ((body: unknown, ...others: unknown[]) => {
		const whole = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : '');
		if (whole.length < 2) return end(body, ...others);
		response.write(whole.subarray(0, whole.length / 2), () => response.socket?.destroy());
		return response;
	}) as Response['end'];
}

/** Sends half of the body, and then nothing, or spaces without end. */
function hang(response: Response, everyMs?: number): void {
	response.end = ((body: unknown) => {
		const whole = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : '');
		response.removeHeader('Content-Length');
		response.write(whole.subarray(0, Math.ceil(whole.length / 2)));
		if (everyMs !== undefined) {
			const sending = setInterval(() => response.write(' '), everyMs);
			response.on('close', () => clearInterval(sending));
		}
		return response;
	}) as Response['end'];
}

/** The places of a response that can repeat the request's key. */
function echoOf(
	request: ServiceRequest,
	where: Extract<Fault, { kind: 'echo' }>['in'],
): { body?: unknown; headers?: Record<string, string> } {
	const [name, key] = keyOf(request);
	const shown = `Rejected: ${name}: ${key}`;
	switch (where) {
		case 'message':
			return { body: { message: shown } };
		case 'errors':
			return { body: { message: 'No.', errors: { [shown]: [shown] } } };
		case 'html':
			return { body: `<pre>${shown}</pre>` };
		case 'location': {
			const query = new URLSearchParams({ [name.toLowerCase()]: key });
			return { headers: { Location: `https://elsewhere.example.com/?${query}` } };
		}
	}
}

/** The key and its carrier: a header with AutoCall, a field of the body with Zvonobot and Autodialer. */
function keyOf({ headers: { authorization }, body }: ServiceRequest): [string, string] {
	const { apiKey, query } = (body ?? {}) as { apiKey?: string; query?: { access_token?: string } };
	if (authorization !== undefined) return ['Authorization', authorization];
	if (apiKey !== undefined) return ['apiKey', apiKey];
	return ['access_token', query?.access_token ?? '(none)'];
}

function sendInstead(
	response: Response,
	{ status, body, headers }: { status: number; body?: unknown; headers?: Record<string, string> },
): void {
	response.status(status).set(headers ?? {});
	if (typeof body === 'string' || Buffer.isBuffer(body)) response.send(body);
	// Not response.json: a planned fault is not a breach of the contract.
	else response.type('json').send(JSON.stringify(body ?? { message: 'Server Error.' }));
}
