import { charge, isUnfinished } from '../billing';
import type { SandboxContext } from '../context';
import { FieldErrors, invalid, notFound } from '../errors';
import { tariffs } from '../prices';
import type { Sound } from '../store/entities';
import { newestFirst } from './filters';
import { created, noContent, ok, pageOf, rowOf, withBody, type Handlers } from './handler';
import { addSound, prepareSound, type SoundSource } from './newSound';

function presentSound({ store, origin }: SandboxContext, sound: Sound) {
	return {
		id: sound.id,
		client_id: sound.client_id,
		name: sound.name,
		duration: sound.duration,
		confirmed: sound.confirmed,
		comment: sound.comment,
		confirmed_at: sound.confirmed_at,
		created_at: sound.created_at,
		updated_at: sound.updated_at,
		playback_url: `${origin}/storage/sounds/${sound.id}`,
		used: store.autocalls.filter(({ audio_id }) => audio_id?.includes(sound.id) ?? false).length,
	};
}

/** The call in which an answer was recorded under this file name. */
function findCallWithAnswer({ store }: SandboxContext, file: string) {
	return store.calls.find(({ data }) => data?.record === file);
}

export const soundHandlers: Handlers = {
	'get-sounds': (call) => {
		const { context } = call;
		const rows = newestFirst(context.store.sounds.all());
		return ok(pageOf(call, rows, (sound) => presentSound(context, sound)));
	},

	'post-sounds': withBody<{
		name: string;
		type: SoundSource['type'];
		data: [SoundSource['data']];
		client_id?: string;
	}>(({ context, body }) => {
		const errors = new FieldErrors();
		const source = { type: body.type, data: body.data[0] };
		const prepared = prepareSound(context, source, 'data.0', errors);
		if (!prepared) throw errors.toHttpError();
		if (prepared.price > 0) charge(context, prepared.price, `Синтез речи «${body.name}»`);
		return created(presentSound(context, addSound(context, prepared, body)));
	}),

	'get-sounds-id': (call) => ok(presentSound(call.context, rowOf(call.context.store.sounds, call))),

	'put-sounds-id': withBody<{ name?: string; client_id?: string }>((call) => {
		const { context } = call;
		const sound = rowOf(context.store.sounds, call);
		Object.assign(sound, call.body, { updated_at: context.clock.timestamp() });
		return ok(presentSound(context, sound));
	}),

	'delete-sounds-id': (call) => {
		const { store } = call.context;
		const sound = rowOf(store.sounds, call);
		const inUse = store.autocalls.find(
			(autocall) => isUnfinished(autocall) && (autocall.audio_id?.includes(sound.id) ?? false),
		);
		if (inUse) throw invalid('id', 'Аудиозапись используется в незавершённом обзвоне.');
		if (store.settings.visit_card_audio === sound.id) store.settings.visit_card_audio = null;
		store.sounds.delete(sound.id);
		return noContent();
	},

	'get-sounds-listen-file': ({ context, params, query }) => {
		const file = params.file ?? '';
		const answered = findCallWithAnswer(context, file);
		if (!answered) throw notFound();
		if (query.type === 'download') {
			return {
				status: 200,
				file: { name: file, content: answered.recording ?? Buffer.alloc(0) },
			};
		}
		const { speech_price: price } = tariffs[context.store.tariff];
		charge(context, price * answered.duration, `Распознавание речи ${file}`);
		return ok({ text: `Ответ абонента ${answered.number}` });
	},
};
