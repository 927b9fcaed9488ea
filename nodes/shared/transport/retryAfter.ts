import type { ApiResponse } from './apiRequest';

/**
 * The wait that `Retry-After` asks for, in seconds: it is a number of them, or a date, which is read by
 * the service's own clock if the response has a date.
 *
 * @returns undefined where there is none, and where it is no time from now on
 */
export function retryAfterOf(headers: ApiResponse['headers']): number | undefined {
	const written = headers['retry-after'];
	if (typeof written !== 'string' || written.trim() === '') return undefined;
	const seconds = /^[\d.]+$/.test(written.trim())
		? Number(written)
		: secondsUntil(written, headers);
	return seconds >= 1 && Number.isFinite(seconds) ? seconds : undefined;
}

function secondsUntil(date: string, { date: now }: ApiResponse['headers']): number {
	const serviceTime = Date.parse(String(now));
	return Math.ceil(
		(Date.parse(date) - (Number.isNaN(serviceTime) ? Date.now() : serviceTime)) / 1000,
	);
}
