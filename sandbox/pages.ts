import type { Response } from 'express';

import { completePayment } from './billing';
import { notFound } from './errors';
import type { SandboxRequest } from './request';

/** The page behind `payment_url`: opening it pays. */
export function paymentPage(request: SandboxRequest, response: Response): void {
	if (!completePayment(request.sandbox, String(request.params.token))) throw notFound();
	response.type('html').send('<h1>Paid</h1>');
}

/** The file behind a sound's `playback_url`. */
export function soundFile(request: SandboxRequest, response: Response): void {
	const sound = request.sandbox.store.sounds.get(Number(request.params.id));
	if (!sound) throw notFound();
	response.type('audio/mpeg').send(sound.content);
}
