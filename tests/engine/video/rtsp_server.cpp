// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/video/rtsp_server.h"

#include <gst/gst.h>
#include <gst/rtsp-server/rtsp-server.h>

#include <future>
#include <thread>

namespace jackdaw::testing {

class RtspServer::Impl {
public:
    Impl(const RtspStream& stream, int port)
    {
        gst_init(nullptr, nullptr);
        std::promise<int> bound;
        auto known = bound.get_future();
        m_context = g_main_context_new();
        m_loop = g_main_loop_new(m_context, FALSE);
        m_thread = std::thread([this, stream, port, &bound] { serve(stream, port, bound); });
        m_port = known.get();
    }
    ~Impl()
    {
        const auto quit = [](void* loop) -> gboolean {
            g_main_loop_quit(static_cast<GMainLoop*>(loop));
            return G_SOURCE_REMOVE;
        };
        g_main_context_invoke(m_context, quit, m_loop);
        m_thread.join();
        g_main_loop_unref(m_loop);
        g_main_context_unref(m_context);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    int port() const { return m_port; }

private:
    static GstRTSPMediaFactory* factoryFor(const RtspStream& stream)
    {
        GstRTSPMediaFactory* factory = gst_rtsp_media_factory_new();
        gst_rtsp_media_factory_set_launch(factory, stream.launch.c_str());
        gst_rtsp_media_factory_set_shared(factory, TRUE);
        if (stream.udpOnly)
            gst_rtsp_media_factory_set_protocols(factory, GST_RTSP_LOWER_TRANS_UDP);
        if (!stream.user.empty()) {
            GstRTSPPermissions* may = gst_rtsp_permissions_new();
            gst_rtsp_permissions_add_role(may, "viewer", GST_RTSP_PERM_MEDIA_FACTORY_ACCESS, G_TYPE_BOOLEAN, TRUE,
                                          GST_RTSP_PERM_MEDIA_FACTORY_CONSTRUCT, G_TYPE_BOOLEAN, TRUE, nullptr);
            gst_rtsp_media_factory_set_permissions(factory, may);
            gst_rtsp_permissions_unref(may);
        }
        return factory;
    }

    static void demand(GstRTSPServer* server, const RtspStream& stream)
    {
        GstRTSPAuth* auth = gst_rtsp_auth_new();
        GstRTSPToken* token = gst_rtsp_token_new(GST_RTSP_TOKEN_MEDIA_FACTORY_ROLE, G_TYPE_STRING, "viewer", nullptr);
        gchar* basic = gst_rtsp_auth_make_basic(stream.user.c_str(), stream.password.c_str());
        gst_rtsp_auth_add_basic(auth, basic, token);
        g_free(basic);
        gst_rtsp_token_unref(token);
        gst_rtsp_server_set_auth(server, auth);
        g_object_unref(auth);
    }

    void serve(const RtspStream& stream, int port, std::promise<int>& bound)
    {
        g_main_context_push_thread_default(m_context);
        GstRTSPServer* server = gst_rtsp_server_new();
        gst_rtsp_server_set_address(server, "127.0.0.1");
        gst_rtsp_server_set_service(server, std::to_string(port).c_str());
        GstRTSPMountPoints* mounts = gst_rtsp_server_get_mount_points(server);
        gst_rtsp_mount_points_add_factory(mounts, "/camera", factoryFor(stream));
        g_object_unref(mounts);
        if (!stream.user.empty())
            demand(server, stream);
        const guint source = gst_rtsp_server_attach(server, m_context);
        bound.set_value(gst_rtsp_server_get_bound_port(server));
        g_main_loop_run(m_loop);
        if (GSource* attached = g_main_context_find_source_by_id(m_context, source))
            g_source_destroy(attached);
        GList* closed = gst_rtsp_server_client_filter(
            server, [](GstRTSPServer*, GstRTSPClient*, void*) { return GST_RTSP_FILTER_REMOVE; }, nullptr);
        g_list_free(closed);
        g_object_unref(server);
        while (g_main_context_iteration(m_context, FALSE) != FALSE) { }
        g_main_context_pop_thread_default(m_context);
    }

    GMainContext* m_context = nullptr;
    GMainLoop* m_loop = nullptr;
    std::thread m_thread;
    int m_port = 0;
};

RtspServer::RtspServer(const RtspStream& stream, int port) : m_impl(std::make_unique<Impl>(stream, port))
{
}
RtspServer::~RtspServer() = default;

int RtspServer::port() const
{
    return m_impl->port();
}

} // namespace jackdaw::testing
