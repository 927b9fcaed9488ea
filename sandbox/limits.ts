import type { NextFunction, Response } from 'express';

import { HttpError } from './errors';
import type { SandboxRequest } from './request';
import type { Throttle } from './throttle';

/** Counts a request against the key's limit, as every response of /api/v1 shows. @throws HttpError 429 */
export function limitByKey(request: SandboxRequest, response: Response, next: NextFunction): void {
	enforce(request.sandbox.throttle, request.headers.authorization ?? '', response);
	next();
}

/** Counts a test call against the address's limit. @throws HttpError 429 */
export function limitTestCalls(
	request: SandboxRequest,
	response: Response,
	next: NextFunction,
): void {
	enforce(request.sandbox.testCallThrottle, request.ip ?? '', response);
	next();
}

/** Counts a request of the key, and sends the limit in headers as Laravel does. @throws HttpError 429 */
export function enforce(throttle: Throttle, key: string, response: Response): void {
	const { allowed, limit, remaining, retryAfter } = throttle.hit(key);
	response.set({
		'X-RateLimit-Limit': String(limit),
		'X-RateLimit-Remaining': String(remaining),
	});
	if (allowed) return;
	throw new HttpError(
		429,
		{ message: 'Too Many Attempts.' },
		{
			'Retry-After': String(retryAfter),
			'X-RateLimit-Reset': String(Math.floor(Date.now() / 1000) + retryAfter),
		},
	);
}
