import type { SandboxContext } from '../context';
import { FieldErrors } from '../errors';
import { tariffs } from '../prices';
import { isSent } from '../simulation/messages';
import { listConfirmedNumbers, presentConfirmedNumber } from './confirmedNumbers';
import { noContent, ok, withBody, type Handlers } from './handler';

interface SettingsBody {
	name?: string;
	subscribe?: boolean;
	notifications_subscribe?: boolean;
	visit_card_audio?: number;
	visit_card_text?: string;
}

function presentSettings(context: SandboxContext) {
	const { store } = context;
	const { time_from, time_to, ...settings } = store.settings;
	const prices = tariffs[store.tariff];
	const confirmedNumbers = listConfirmedNumbers(context);
	const calls = store.calls.filter(({ tries }) => tries > 0);
	return {
		...settings,
		...(store.toldHours ?? { time_from, time_to }),
		price: prices.call_price.toFixed(2),
		sms_price: prices.sms_price.toFixed(2),
		sip_price: prices.call_price.toFixed(2),
		speech_price: prices.speech_price.toFixed(2),
		synthesis_price: prices.synthesis_price.toFixed(2),
		recording_price: prices.recording_price.toFixed(2),
		confirmed_numbers: confirmedNumbers.map(presentConfirmedNumber),
		statistics: {
			duration: calls.reduce((sum, { duration }) => sum + duration, 0),
			calls: calls.length,
			confirmed_numbers: confirmedNumbers.filter((number) => number.verified_at !== null).length,
			spam_reports: calls.filter(({ status }) => status === 'spam').length,
			lists: store.contactLists.size,
			contacts: store.contacts.size,
			autocalls: store.autocalls.size,
			bulks: store.bulks.size,
			sms: store.messages.filter(isSent).length,
		},
	};
}

export const settingsHandlers: Handlers = {
	'get-settings': ({ context }) => ok(presentSettings(context)),

	'put-settings': withBody<SettingsBody>(({ context, body }) => {
		const { store } = context;
		const errors = new FieldErrors();
		if (body.visit_card_audio !== undefined) {
			const sound = store.sounds.get(body.visit_card_audio);
			if (!sound) errors.add('visit_card_audio', 'Аудиозапись не найдена.');
			else if (!sound.confirmed) {
				errors.add('visit_card_audio', 'Аудиозапись не прошла модерацию.');
			}
		}
		errors.throwIfAny();
		Object.assign(store.settings, body);
		return ok(presentSettings(context));
	}),

	'delete-settings-visit-card': ({ context, params }) => {
		const { settings } = context.store;
		if (params.visit_card_type === 'visit_card_audio') settings.visit_card_audio = null;
		else settings.visit_card_text = null;
		return noContent();
	},
};
