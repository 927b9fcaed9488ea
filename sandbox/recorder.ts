import type { NextFunction, Response } from 'express';

import type { Contract } from './contract';
import type { RecordedRequest } from './recordedRequest';
import type { ServiceRequest } from './request';

/** Records every request before anything else handles it. @param contract finds the route */
export function recordRequests(contract: Contract) {
	return (request: ServiceRequest, response: Response, next: NextFunction): void => {
		const record: RecordedRequest = {
			method: request.method,
			path: request.path,
			route: contract.find(request.method, request.path)?.route ?? null,
			query: Object.fromEntries(new URLSearchParams(request.originalUrl.split('?')[1] ?? '')),
			body: undefined,
			headers: { ...request.headers },
			status: null,
			receivedAt: Date.now(),
			respondedAt: null,
		};
		request.record = record;
		request.sandbox.requests.push(record);
		response.on('finish', () => {
			record.status = response.statusCode;
			record.respondedAt = Date.now();
		});
		next();
	};
}

/** Keeps a copy of the body: validation fills defaults into the original. */
export function recordBody(request: ServiceRequest, _response: Response, next: NextFunction): void {
	// The parser turns an empty body into an empty object.
	const isSent = request.body !== undefined && request.headers['content-length'] !== '0';
	if (isSent) request.record.body = structuredClone(request.body);
	next();
}
