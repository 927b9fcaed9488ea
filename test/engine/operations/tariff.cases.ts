import { refusedHere } from './failures';
import type { ResourceCases } from './operationCase';

/** Tariff → … */
export const tariffCases: ResourceCases = {
	getAll: {
		succeeds: [
			{
				title: 'gives the three tariffs with their prices, without any credential',
				apiKey: null,
				parameters: ({ url }) => ({ options: { baseUrl: url } }),
				sends: [{ request: 'GET /api/public/tariffs' }],
				gives: [
					{
						name: 'BRONZE',
						threshold: 0,
						call_price: 3.5,
						sms_price: 18,
						synthesis_price: 2,
						speech_price: 2,
						recording_price: 1,
					},
					{
						name: 'SILVER',
						threshold: 50000,
						call_price: 2.8,
						sms_price: 16,
						synthesis_price: 1.8,
						speech_price: 1.8,
						recording_price: 0.8,
					},
					{
						name: 'GOLD',
						threshold: 200000,
						call_price: 2.2,
						sms_price: 14,
						synthesis_price: 1.5,
						speech_price: 1.5,
						recording_price: 0.5,
					},
				],
			},
		],
		fails: [
			{
				title: 'the Base URL is no web address',
				apiKey: null,
				parameters: { options: { baseUrl: 'autocall' } },
				sends: [],
				fails: refusedHere(
					'Base URL',
					'must be a web address that starts with https://, but is "autocall"',
				),
			},
		],
	},
};
