import { decodeBase64, detectFormat, durationOf, silentMp3, speechDuration } from '../audio';
import type { SandboxContext } from '../context';
import { type FieldErrors } from '../errors';
import { tariffs } from '../prices';
import type { Sound } from '../store/entities';

/** The source of a new sound: synthesised by the service, or uploaded. */
export interface SoundSource {
	type: 'synthesis' | 'upload';
	data: { text?: string; voice?: string; speed?: number; pitch?: number; file?: string };
}

/** A sound that has passed validation, before anything is charged or stored. */
export interface PreparedSound {
	content: Buffer;
	/** Seconds. */
	duration: number;
	/** Tenge for the synthesis; 0 for an upload. */
	price: number;
}

/**
 * Checks what the contract cannot express: text for a synthesis, a real mp3, wav or ogg file for an upload.
 * @param field dot path of the data object, e.g. `data.0`
 * @returns undefined when something was added to the errors
 */
export function prepareSound(
	{ store }: SandboxContext,
	{ type, data }: SoundSource,
	field: string,
	errors: FieldErrors,
): PreparedSound | undefined {
	if (type === 'synthesis') {
		if (data.text === undefined) {
			errors.add(`${field}.text`, 'Поле text обязательно.');
			return undefined;
		}
		const duration = speechDuration(data.text, data.speed ?? 1);
		const price = duration * tariffs[store.tariff].synthesis_price;
		return { content: silentMp3(duration), duration, price };
	}
	if (data.file === undefined) {
		errors.add(`${field}.file`, 'Поле file обязательно.');
		return undefined;
	}
	const content = decodeBase64(data.file);
	const format = content && detectFormat(content);
	if (!content || !format) {
		errors.add(`${field}.file`, 'Файл должен быть в формате mp3, wav или ogg.');
		return undefined;
	}
	return { content, duration: durationOf(content, format), price: 0 };
}

/** Stores a prepared sound; it waits for moderation unless the account has none. */
export function addSound(
	{ store, clock }: SandboxContext,
	{ content, duration }: PreparedSound,
	{ name, client_id }: { name: string; client_id?: string },
): Sound {
	const now = clock.timestamp();
	const { moderation } = store.settings;
	return store.sounds.add({
		name,
		client_id: client_id ?? null,
		duration,
		content,
		confirmed: !moderation,
		confirmed_at: moderation ? null : now,
		comment: null,
		created_at: now,
		updated_at: now,
	});
}
