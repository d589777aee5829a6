/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.libvirt.internal.binding.EventLoop;
import org.guestnet.libvirt.internal.binding.JnaBinding;
import org.guestnet.libvirt.internal.binding.LibvirtBinding;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.libvirt.internal.transport.Carriers;
import org.guestnet.libvirt.internal.transport.Credentials;
import org.guestnet.libvirt.internal.transport.SocketDirectory;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress.Transport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts by libvirt. On a machine without libvirt's client library the service is there and says so whenever a session is asked for.
 */
@Component(service = HypervisorDriver.class, configurationPid = "org.guestnet.libvirt")
@Designate(ocd = LibvirtDriver.Config.class)
public final class LibvirtDriver implements HypervisorDriver {

    /** Configuration of the driver. */
    @ObjectClassDefinition(name = "Guestnet: hosts by libvirt")
    public @interface Config {

        /** Whose event loop. */
        @AttributeDefinition(
                name = "Event loop",
                description =
                        "libvirt has one event loop and one error function per process. 'own': this bundle runs them."
                                + " 'shared': something else in this container does.",
                options = {@Option(label = "own", value = "own"), @Option(label = "shared", value = "shared")})
        String eventLoop() default "own";

        /** Key for ssh. */
        @AttributeDefinition(
                name = "ssh identity file",
                description =
                        "Absolute path of the private key for ssh:// hosts. Empty: as ssh's own configuration says.")
        String sshIdentityFile() default "";

        /** Known hosts for ssh. */
        @AttributeDefinition(
                name = "ssh known hosts",
                description =
                        "Absolute path of the file with the keys of ssh:// hosts; unknown keys are always refused."
                                + " Empty: as ssh's own configuration says.")
        String sshKnownHosts() default "";

        /** Certificates for TLS. */
        @AttributeDefinition(
                name = "TLS certificates",
                description =
                        "Absolute path of a directory with cacert.pem, clientcert.pem, clientkey.pem and maybe cacrl.pem"
                                + " for tls:// hosts. Empty: libvirt's own places in /etc/pki.")
        String tlsPkiPath() default "";
    }

    private static final Logger LOG = LoggerFactory.getLogger(LibvirtDriver.class);

    private final Reach reach;
    private final Optional<EventLoop> loop;
    private final Optional<Finding> obstacle;
    private final Set<LibvirtSession> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /**
     * As a component.
     *
     * @throws IOException if there is no place for sockets
     * @throws IllegalArgumentException if a configured value is not valid
     */
    @Activate
    public LibvirtDriver(Config config) throws IOException {
        this(
                config.eventLoop(),
                Credentials.of(config.sshIdentityFile(), config.sshKnownHosts(), config.tlsPkiPath()),
                new JnaBinding());
    }

    /** As a component and in tests. @param eventLoop {@code own} or {@code shared} */
    public LibvirtDriver(String eventLoop, Credentials credentials, LibvirtBinding binding) throws IOException {
        if (!Set.of("own", "shared").contains(eventLoop)) {
            throw new IllegalArgumentException("eventLoop is 'own' or 'shared', not '" + eventLoop + "'");
        }
        this.reach = new Reach(new Carriers(credentials), SocketDirectory.create(), binding);
        Startup startup = eventLoop.equals("own") ? Startup.ofLoop() : Startup.NOTHING;
        this.loop = startup.loop();
        this.obstacle = startup.obstacle();
    }

    private record Startup(Optional<EventLoop> loop, Optional<Finding> obstacle) {

        static final Startup NOTHING = new Startup(Optional.empty(), Optional.empty());

        static Startup ofLoop() {
            try {
                return new Startup(Optional.of(EventLoop.start()), Optional.empty());
            } catch (LibvirtFailure | LinkageError e) {
                LOG.error("libvirt's client library cannot be used", e);
                return new Startup(Optional.empty(), Optional.of(missing(e)));
            }
        }
    }

    private static Finding missing(Throwable problem) {
        return Finding.blocker(
                Codes.DRIVER_MISSING,
                "libvirt's client library cannot be used on this machine: " + problem.getMessage(),
                "install it (libvirt0 on Debian and Ubuntu, libvirt-libs on Fedora) and start the container again");
    }

    @Override
    public Set<Transport> transports() {
        return EnumSet.of(Transport.UNIX, Transport.SSH, Transport.TLS);
    }

    @Override
    public HostSession open(Host host, HostListener listener) throws GuestnetException {
        if (!transports().contains(host.address().transport())) {
            throw new IllegalArgumentException("not an address of libvirt's: " + host.address());
        }
        if (obstacle.isPresent()) {
            throw new GuestnetException(obstacle.get().on(host.name()));
        }
        SessionParts parts = new Opening(host, listener, reach).open();
        LibvirtSession[] self = new LibvirtSession[1];
        self[0] = new LibvirtSession(parts, () -> sessions.remove(self[0]));
        sessions.add(self[0]);
        if (stopped) {
            end(self[0]);
        }
        return self[0];
    }

    /** Ends all sessions, telling their owners, and the event loop. */
    @Deactivate
    public void stop() {
        stopped = true;
        sessions.forEach(LibvirtDriver::end);
        loop.ifPresent(EventLoop::close);
        reach.sockets().close();
    }

    private static void end(LibvirtSession session) {
        session.parts().lifeline().lost("the driver was stopped");
        session.close();
    }
}
