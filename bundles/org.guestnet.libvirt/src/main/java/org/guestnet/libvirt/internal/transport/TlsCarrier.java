/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The daemon's TLS port. Both sides show a certificate of the same authority, and the host's has to be for the name in its address.
 * We speak TLS here ourselves: libvirt's own client could not be interrupted.
 */
final class TlsCarrier implements Carrier {

    static final int DEFAULT_PORT = 16514;

    private static final int CONNECT_MILLIS = 8_000;
    private static final int ACCEPTED = 1;

    private final String host;
    private final int port;
    private final ClientCertificates certificates;
    private final Socket raw = new Socket();
    private SSLSocket socket;

    TlsCarrier(String host, int port, Optional<String> pkiPath) {
        this.host = host;
        this.port = port;
        this.certificates = ClientCertificates.in(pkiPath);
    }

    @Override
    public void connect() throws IOException {
        try {
            raw.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            raw.setTcpNoDelay(true);
            raw.setSoTimeout(CONNECT_MILLIS);
            socket = (SSLSocket) certificates.context().getSocketFactory().createSocket(raw, host, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            awaitAcceptance();
            raw.setSoTimeout(0);
        } catch (IOException e) {
            throw new IOException("no TLS connection to " + host + " port " + port + ": " + e.getMessage(), e);
        }
    }

    /** Before libvirt's protocol begins, the daemon says with one byte whether it takes our certificate. */
    private void awaitAcceptance() throws IOException {
        if (socket.getInputStream().read() != ACCEPTED) {
            throw new IOException("the host does not accept our certificate");
        }
    }

    @Override
    public ReadableByteChannel source() {
        return channel(() -> Channels.newChannel(socket.getInputStream()));
    }

    @Override
    public WritableByteChannel sink() {
        return channel(() -> Channels.newChannel(socket.getOutputStream()));
    }

    private interface Opening<T> {
        T open() throws IOException;
    }

    private static <T> T channel(Opening<T> opening) {
        try {
            return opening.open();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public String lastWords() {
        return "";
    }

    /** Closes the socket below TLS: a farewell could block. */
    @Override
    public void close() {
        Quietly.close(raw);
    }
}
