/** Networks whose members find each other: who is in a mesh, what each host needs for it, and that it has it. */
package org.guestnet.core.mesh;
