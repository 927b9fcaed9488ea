import type { CredentialTypes, NodeTypes } from './nodeTypes';

/** The shared data of the harness: the loaded types and the names of our own nodes. */
export interface LoadedTypes {
	nodeTypes: NodeTypes;
	credentialTypes: CredentialTypes;
	/** Full names of our own node and trigger. */
	ownNode: string;
	ownTrigger: string;
	/** Name of our own credential type. */
	ownCredential: string;
}
